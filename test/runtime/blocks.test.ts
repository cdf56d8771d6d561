import Handlebars from "handlebars";
import { describe, expect, it, test } from "vitest";
import { path, problems, render, type Source, value } from "./build.js";

const VALUES: readonly [name: string, x: unknown][] = [
  ["text", "a"],
  ["empty text", ""],
  ["zero", 0],
  ["minus zero", -0],
  ["one", 1],
  ["NaN", Number.NaN],
  ["true", true],
  ["false", false],
  ["zero bigint", 0n],
  ["empty array", []],
  ["array", [1]],
  ["empty object", {}],
  ["object", { a: 1 }],
  ["null", null],
  ["undefined", undefined],
  ["date", new Date(0)],
  ["array of nothing", [null]],
];

/** Renders the Handlebars template as well, which has to print the same. */
function same(template: string, program: Source, variables: object): void {
  const expected = Handlebars.compile(template)(variables);
  expect(render(program, variables)).toBe(expected);
}

describe.each(VALUES)("%s", (_, x) => {
  test("if", () => same("{{#if x}}yes{{else}}no{{/if}}", [["if", path("x"), ["yes"], ["no"]]], { x }));
  test("with", () => same("{{#with x}}yes{{else}}no{{/with}}", [["with", path("x"), 0, ["yes"], ["no"]]], { x }));
  test("each", () => same("{{#each x}}yes{{else}}no{{/each}}", [["each", path("x"), 0, ["yes"], ["no"]]], { x }));
});

describe("like Handlebars", () => {
  const loop = [value("@index"), ":", value("@key"), value("@first"), value("@last"), " "];
  const LOOP = "{{@index}}:{{@key}}{{@first}}{{@last}} ";
  // biome-ignore lint/suspicious/noSparseArray: what a sparse array does is what is tested
  const sparse = [1, , 3, ,];
  const up = [["each", path("list"), 0, [value("this"), value("../name")], []]];

  test.each<[name: string, template: string, program: Source, variables: object]>([
    ["array", `{{#each x}}${LOOP}{{/each}}`, [["each", path("x"), 0, loop, []]], { x: ["a", "b", "c"] }],
    ["object", `{{#each x}}${LOOP}{{/each}}`, [["each", path("x"), 0, loop, []]], { x: { b: 1, a: 2, 1: 3 } }],
    ["sparse array", `{{#each x}}${LOOP}{{/each}}`, [["each", path("x"), 0, loop, []]], { x: sparse }],
    ["only holes", "{{#each x}}a{{else}}b{{/each}}", [["each", path("x"), 0, ["a"], ["b"]]], { x: new Array(3) }],
    [
      "outer loops",
      "{{#each x}}{{#each this}}{{@../index}}{{@index}}{{#with a}}{{@key}}{{/with}}{{/each}}{{/each}}",
      [
        [
          "each",
          path("x"),
          0,
          [
            [
              "each",
              path("this"),
              0,
              [value("@../index"), value("@index"), ["with", path("a"), 0, [value("@key")], []]],
              [],
            ],
          ],
          [],
        ],
      ],
      { x: [[{ a: 1 }], [{ a: 1 }, { a: 2 }]] },
    ],
    ["outer scope", "{{#each list}}{{this}}{{../name}}{{/each}}", up, { list: ["a", "b"], name: "-" }],
    [
      "same object opens no scope",
      "{{#with this}}{{#with a}}{{../name}}{{/with}}{{/with}}",
      [["with", path("this"), 0, [["with", path("a"), 0, [value("../name")], []]], []]],
      { a: {}, name: "top" },
    ],
    [
      "same primitive opens no scope",
      "{{#each a}}{{#each ../b}}{{../name}}{{@../index}} {{/each}}{{/each}}",
      [["each", path("a"), 0, [["each", path("../b"), 0, [value("../name"), value("@../index"), " "], []]], []]],
      { a: [1], b: [1, "1", true], name: "top" },
    ],
    [
      "other primitives open one",
      "{{#each a}}{{#each ../b}}{{../../name}} {{/each}}{{/each}}",
      [["each", path("a"), 0, [["each", path("../b"), 0, [value("../../name"), " "], []]], []]],
      { a: [1], b: [2, "x", {}], name: "top" },
    ],
    [
      "if opens no scope",
      "{{#with a}}{{#if x}}{{../name}}{{/if}}{{/with}}",
      [["with", path("a"), 0, [["if", path("x"), [value("../name")], []]], []]],
      { a: { x: 1 }, name: "top" },
    ],
    [
      "else keeps the scope",
      "{{#with a}}{{#each none}}{{else}}{{x}}{{../x}}{{/each}}{{/with}}",
      [["with", path("a"), 0, [["each", path("none"), 0, [], [value("x"), value("../x")]]], []]],
      { a: { x: 1, none: [] }, x: 2 },
    ],
    [
      "root",
      "{{#with a}}{{#with b}}{{@root.x}}{{/with}}{{/with}}",
      [["with", path("a"), 0, [["with", path("b"), 0, [value("@root.x")], []]], []]],
      { a: { b: {} }, x: 1 },
    ],
    [
      "each in an item that is null",
      "{{#each x}}{{../y}}{{/each}}",
      [["each", path("x"), 0, [value("../y")], []]],
      { x: [null], y: 1 },
    ],
  ])("%s", (_, template, program, variables) => same(template, program, variables));

  test.each<[name: string, text: string, y: string]>([
    ["lines", "a\nb\n", ""],
    ["blank lines", "a\n\nb", ""],
    ["nothing", "", ""],
    ["one newline", "\n", ""],
    ["values", "a\n", "b\nc\n\n"],
    ["dollar signs", "$&\n$1", ""],
  ])("an indented partial: %s", (_, text, y) => {
    const handlebars = Handlebars.create();
    handlebars.registerPartial("p", `${text}{{y}}`);
    const expected = handlebars.compile("x\n  {{> p}}\nz")({ y });
    expect(render(["x\n", ["prefix", "  ", [text, value("y")]], "z"], { y })).toBe(expected);
  });
});

describe("unlike Handlebars", () => {
  it("misses what with and each are about, unless they have an else", () => {
    const text = [
      ["with", path("a"), 0, ["x"], []],
      ["each", path("b"), 0, ["x"], []],
      ["if", path("c"), ["x"], []],
      ["with", path("d"), 0, ["x"], ["y"]],
      ["each", path("e"), 0, ["x"], ["y"]],
    ];
    expect(problems(() => render(text, { b: null }))).toEqual(["missing-variable a", "missing-variable b"]);
  });

  it("never calls functions and iterators", () => {
    const f = () => expect.unreachable();
    const text = [
      ["if", path("f"), ["x"], []],
      ["with", path("f"), 0, ["x"], []],
      ["each", path("f"), 0, ["x"], []],
      ["each", path("map"), 0, ["x"], ["y"]],
      ["each", path("set"), 0, ["x"], []],
      ["each", path("own"), 0, ["x"], []],
    ];
    const variables = { f, map: new Map(), set: new Set([1]), own: { [Symbol.iterator]: f } };
    expect(problems(() => render(text, variables))).toEqual([
      "wrong-type f",
      "wrong-type map",
      "wrong-type set",
      "wrong-type own",
    ]);
  });

  it("never calls getters of items", () => {
    const getter = { enumerable: true, get: () => expect.unreachable() };
    const list = Object.defineProperty(["a", "b"], 1, getter);
    const object = Object.defineProperty({}, "k", getter);
    const text = [
      ["each", path("list"), 0, [value("this")], []],
      ["each", path("object"), 0, [value("this")], []],
    ];
    expect(problems(() => render(text, { list, object }))).toEqual([
      "missing-variable list.1",
      "missing-variable object.*",
    ]);
  });

  it("never converts objects to compare scopes", () => {
    const touchy = { [Symbol.toPrimitive]: () => expect.unreachable() };
    expect(
      render([["each", path("x"), 0, [["with", path("../y"), 0, ["ok"], []]], []]], { x: [1, "a"], y: touchy }),
    ).toBe("okok");
  });
});
