import { describe, expect, it } from "vitest";
import { decode } from "../../src/artifact/index.js";
import { type CompiledEmail, type EmailArtifact, load, type Variables } from "../../src/runtime/index.js";
import { emailArtifact, path, problems, type Source, value } from "./build.js";

/** Renders HTML and text of one message, which look the same things up. */
function renderBoth(html: Source, text: Source, variables: Variables): readonly [html: string, text: string] {
  const rendered = loadEmail({ html, text }).render(variables);
  return [rendered.html, rendered.text];
}

function loadEmail(parts: Parameters<typeof emailArtifact>[0]): CompiledEmail {
  return load(decode(emailArtifact(parts)) as EmailArtifact); // which is what was decoded
}

const param = (index: number, ...names: string[]) => ["value", ["param", 0, index, names, 0], "html", 0];
const each = (count: number, ...body: Source) => ["each", path("list"), count, body, []];

describe("what one part looked up", () => {
  it("is escaped for every other place", () => {
    expect(renderBoth([value("x", "html")], [value("x", "url-component")], { x: "a b" })).toEqual(["a b", "a%20b"]);
    expect(problems(() => renderBoth([value("x", "html")], [value("x", "css")], { x: "red; x" }))).toEqual([
      "unsafe-css x",
    ]);
    expect(renderBoth([value("x", "html")], [value("x", "plain")], { x: "<" })).toEqual(["&#60;", "<"]);
  });

  it("is not taken for the same name of another object", () => {
    const body = [each(0, value("x", "html")), value("x", "html"), ["with", path("y"), 0, [value("x", "html")], []]];
    const variables = { x: 1, y: { x: 2 }, list: [{ x: 3 }, { x: 4 }] };
    expect(renderBoth(body, body, variables)).toEqual(["3412", "3412"]);
  });

  it("is read once", () => {
    let reads = 0;
    const handler = {
      getOwnPropertyDescriptor: (target: Variables, name: string | symbol) => {
        reads++;
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    };
    const body = [value("x", "html"), ["if", path("x"), [value("x", "html")], []]];
    expect(renderBoth(body, body, new Proxy({ x: 1 }, handler))).toEqual(["11", "11"]);
    expect(reads).toBe(1);
  });

  it("is forgotten by the next rendering", () => {
    const message = loadEmail({ html: [each(0, value("x", "html"))] });
    expect([1, 2].map((x) => message.render({ list: [{ x }] }).html)).toEqual(["1", "2"]);
  });
});

describe("items that another part ran over", () => {
  it("have the block parameters of their own block", () => {
    const list = ["a", "b"];
    expect(renderBoth([each(0, value("this", "html"))], [each(2, param(1), param(0))], { list })).toEqual([
      "ab",
      "0a1b",
    ]);
  });

  it("are the same when there are many", () => {
    const list = Array.from({ length: 3000 }, (_, at) => ({ at, inner: [at] }));
    const body = [
      each(0, value("at", "html"), [
        "each",
        path("inner"),
        0,
        [value("this", "html"), value("../at", "html"), ","],
        [],
      ]),
    ];
    const expected = list.map(({ at }) => `${at}${at}${at},`).join("");
    expect(renderBoth(body, body, { list })).toEqual([expected, expected]);
  });

  it("are reported in each place, and only once in each", () => {
    const body = [each(0, value("x", "html", 1), value("x", "html", 2))];
    expect(problems(() => renderBoth(body, body, { list: [{}] }))).toEqual([
      "missing-variable list.0.x",
      "missing-variable list.0.x",
    ]);
  });
});
