import { describe, expect, it, test } from "vitest";
import { errorOf, path, problems, render, value } from "./build.js";

const circle: Record<string, unknown> = {};
circle["self"] = circle;

class Person {
  first = "Ana";
  get full() {
    throw new Error("called");
  }
  method() {
    throw new Error("called");
  }
}

/** Complains when any of its methods is called. */
const touchy = {
  toString: () => expect.unreachable(),
  valueOf: () => expect.unreachable(),
  toJSON: () => expect.unreachable(),
  [Symbol.toPrimitive]: () => expect.unreachable(),
};

describe("a value that is there", () => {
  test.each<[variable: unknown, text: string]>([
    ["Ana", "Ana"],
    ["", ""],
    [0, "0"],
    [-0, "0"],
    [1.5, "1.5"],
    [1e21, "1e+21"],
    [true, "true"],
    [false, "false"],
    [12345678901234567890n, "12345678901234567890"],
  ])("%s", (variable, text) => {
    expect(render([value("x")], { x: variable })).toBe(text);
  });
});

describe("a value of a type that has no text", () => {
  test.each<[name: string, variable: unknown, type: string]>([
    ["array", ["secret"], "an array"],
    ["object", { secret: 1 }, "an object"],
    ["touchy object", touchy, "an object"],
    ["date", new Date(0), "an object"],
    ["boxed string", Object("secret"), "an object"],
    ["function", () => expect.unreachable(), "a function"],
    ["class", Person, "a function"],
    ["symbol", Symbol("secret"), "a symbol"],
    ["NaN", Number.NaN, "not a finite number"],
    ["Infinity", -Infinity, "not a finite number"],
    ["huge bigint", 1n << 5000n, "too large a number"],
  ])("%s", (_, variable, type) => {
    const error = errorOf(() => render([value("a.x", "html", 2)], { a: { x: variable } }));
    expect(error.problems).toEqual([
      {
        code: "wrong-type",
        message: `\`a.x\` is ${type}`,
        help: "give a text, a number or a boolean",
        path: "a.x",
        at: { file: "test.mjml", line: 3, column: 3 },
      },
    ]);
    expect(error.message).toBe(`\`a.x\` is ${type} (test.mjml:3:3)`);
  });
});

describe("look-ups that find nothing", () => {
  const proto: unknown = JSON.parse('{"a": {"__proto__": {"x": "own"}}}');
  test.each<[written: string, variables: unknown]>([
    ["x", {}],
    ["x", { x: undefined }],
    ["x", { x: null }],
    ["x.y", {}],
    ["x.y", { x: null }],
    ["toString", {}],
    ["constructor", {}],
    ["__proto__", {}],
    ["constructor.name", {}],
    ["x", Object.create({ x: "inherited" })],
    ["p.method", { p: new Person() }],
    ["p.full", { p: new Person() }],
    ["f.name", { f: () => expect.unreachable() }],
    ["s.length", { s: "text" }],
    ["s.0", { s: "text" }],
    ["n.toFixed", { n: 1 }],
    ["list.map", { list: [] }],
    ["list.1", { list: [1] }],
    [
      "x",
      {
        get x() {
          return expect.unreachable();
        },
      },
    ],
    ["x", null],
    ["x", "text"],
    ["../x", { x: 1 }],
    ["@index", {}],
    ["@../index", {}],
    ["@root.x", { y: 1 }],
    ["a.x", proto],
  ])("%s", (written, variables) => {
    expect(problems(() => render([value(written)], variables))).toEqual([
      `missing-variable ${written.replace("@root.", "")}`,
    ]);
  });
});

describe("look-ups that find something", () => {
  test.each<[written: string, variables: unknown, text: string]>([
    ["p.first", { p: new Person() }, "Ana"],
    ["x", Object.assign(Object.create(null), { x: 1 }), "1"],
    ["__proto__", JSON.parse('{"__proto__": "own"}'), "own"],
    ["toString", { toString: "own" }, "own"],
    ["list.length", { list: [1, 2] }, "2"],
    ["list.1", { list: [1, 2] }, "2"],
    ["self.self.name", Object.assign(circle, { name: "circle" }), "circle"],
    ["@root.a.b", { a: { b: 1 } }, "1"],
    ["this", "text", "text"],
    ["x", Object.defineProperty({}, "x", { value: "not enumerable" }), "not enumerable"],
  ])("%s", (written, variables, text) => {
    expect(render([value(written)], variables)).toBe(text);
  });
});

describe("problems", () => {
  it("are all in one error, each path and place once", () => {
    const text = [value("a", "html", 1), value("a", "html", 1), value("a", "html", 2), value("b.c"), "x", value("d")];
    const error = errorOf(() => render(text, { d: [] }));
    expect(error.message).toBe(
      "4 problems:\n- `a` has no value (test.mjml:2:3)\n- `a` has no value (test.mjml:3:3)\n" +
        "- `b.c` has no value (test.mjml:1:3)\n- `d` is an array (test.mjml:1:3)",
    );
  });

  it("tell what to do", () => {
    const [problem] = errorOf(() => render([value("a")], {})).problems;
    expect(problem).toEqual({
      code: "missing-variable",
      message: "`a` has no value",
      help: "give it a value, or write `{{#if}}` around it",
      path: "a",
      at: { file: "test.mjml", line: 1, column: 3 },
    });
  });

  it("name the item of a loop", () => {
    const text = [["each", path("items"), 0, [value("price"), ["each", path("tags"), 0, [value("this")], []]], []]];
    expect(problems(() => render(text, { items: [{ price: 1, tags: [] }, { tags: ["a", null] }] }))).toEqual([
      "missing-variable items.1.price",
      "missing-variable items.1.tags.1",
    ]);
  });

  it("never name keys of data", () => {
    const text = [["each", path("people"), 0, [["with", path("home"), 0, [value("city"), value("../name")], []]], []]];
    const people = { "ana@example.com": { home: { zip: 1 } }, "bo@example.com": { home: { zip: 1 } } };
    const error = errorOf(() => render(text, { people }));
    expect(error.problems.map((problem) => problem.path)).toEqual(["people.*.home.city", "people.*.name"]);
    expect(JSON.stringify(error) + error.message).not.toContain("@example");
  });

  it("name items of a list at the top, and what is outside of it", () => {
    const text = [["each", path("this"), 0, [value("x"), value("../y"), value("../../z")], []]];
    expect(problems(() => render(text, [{}]))).toEqual([
      "missing-variable 0.x",
      "missing-variable y",
      "missing-variable ../../z",
    ]);
  });

  it("end at a thousand", () => {
    const text = [["each", path("items"), 0, [value("x")], []]];
    const items = Array.from({ length: 5000 }, () => ({}));
    expect(errorOf(() => render(text, { items })).problems).toHaveLength(1000);
  });

  it("refuse values that do not fit their place, without showing them", () => {
    const text = [
      value("link", "html-url"),
      value("color", "css"),
      value("width", "number"),
      value("tel", "phone-number"),
    ];
    const error = errorOf(() => render(text, { link: "secret:x", color: "secret;", width: "secret", tel: "secret" }));
    expect(error.problems.map(({ code, path: at }) => `${code} ${at}`)).toEqual([
      "unsafe-url link",
      "unsafe-css color",
      "unsafe-number width",
      "unsafe-url tel",
    ]);
    expect(JSON.stringify(error.problems) + error.message).not.toContain("secret");
  });

  it("are reported for literals too", () => {
    expect(problems(() => render([["value", ["literal", null], "plain", 0]], {}))).toEqual(["missing-variable null"]);
    expect(
      render(
        [
          ["value", ["literal", "a"], "plain", 0],
          ["value", ["literal", 1], "plain", 0],
        ],
        {},
      ),
    ).toBe("a1");
  });
});
