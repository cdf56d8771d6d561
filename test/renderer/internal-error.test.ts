import { afterEach, describe, expect, test, vi } from "vitest";
import { CompileError, type CompileRequest, createRenderer, diagnosticToJson, RenderError } from "../../src/index.js";
import { isRefusal, rethrow } from "../own-errors.js";

/** The stage that is broken, and what it throws. */
const broken = vi.hoisted(() => ({ stage: "", thrown: undefined as unknown }));

vi.mock("../../src/layout/inline-css.js", (original) => breakable("the inliner", original));
vi.mock("../../src/layout/html.js", (original) => breakable("the HTML reader", original));
vi.mock("../../src/layout/css.js", (original) => breakable("the CSS reader", original));
vi.mock("../../src/content/markdown.js", (original) => breakable("the Markdown reader", original));
vi.mock("../../src/syntax/handlebars.js", (original) => breakable("the parser", original));
vi.mock("../../src/lower/segments.js", (original) => breakable("lowering", original));

/** A module whose functions throw while it is broken. */
async function breakable(stage: string, original: () => Promise<object>): Promise<object> {
  const parts = Object.entries(await original()).map(([name, part]: [string, unknown]) => {
    if (typeof part !== "function") return [name, part];
    const breaking = (...args: unknown[]) => {
      if (broken.stage === stage) throw broken.thrown;
      return Reflect.apply(part, undefined, args);
    };
    return [name, breaking];
  });
  return Object.fromEntries(parts);
}

afterEach(() => {
  broken.stage = "";
});

const document = "<html><head><style>p{color:red}</style></head><body><p>{{x}}</p>{{{@content}}}</body></html>";
const renderer = createRenderer({ templates: { "t/email.html": `---\nsubject: s\n---\n${document}` } });
const request = { type: "email", template: "t", content: "# Hi {{x}}", content_type: "markdown" } as const;

describe("a foreign exception while compiling is one diagnostic", () => {
  test.each(["the inliner", "the HTML reader", "the CSS reader", "the Markdown reader", "the parser", "lowering"])(
    "from %s",
    async (stage) => {
      // What is compiled before is kept, so that it is told apart by its words.
      const own = { ...request, content: `# ${stage} {{x}}` };
      const fresh = createRenderer({ templates: { "t/email.html": `---\nsubject: ${stage}\n---\n${document}` } });
      for (const thrown of [new TypeError("x is undefined"), new RangeError("Invalid array length"), "a text", null]) {
        Object.assign(broken, { stage, thrown });
        const result = await fresh.compileSafe(own);
        const diagnostics = result.ok ? [] : result.diagnostics;
        expect(diagnostics.map(({ code, cause }) => ({ code, cause }))).toEqual([
          { code: "internal-error", cause: thrown },
        ]);
        expect(() => rethrow(diagnostics)).toThrow();
        expect(diagnostics.map((each) => Object.keys(diagnosticToJson(each)))).not.toContain("cause");
      }
      broken.stage = "";
      expect((await fresh.compileSafe(own)).ok).toBe(true);
    },
  );

  test("that `compile` throws, with its cause", async () => {
    const thrown = new TypeError("x is undefined");
    Object.assign(broken, { stage: "the CSS reader", thrown });
    const compiling = createRenderer({ templates: { "t/email.html": document } }).compile({ ...request, subject: "s" });
    const error = await compiling.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CompileError);
    expect(error).toMatchObject({ cause: thrown });
    expect(String(error)).toContain("internal-error");
    expect(String(error)).not.toContain("x is undefined");
  });

  test.each([
    [
      "a getter",
      {
        type: "sms",
        get content() {
          throw new TypeError("no");
        },
      },
    ],
    [
      "a proxy",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new TypeError("no");
          },
        },
      ),
    ],
  ])("from %s in the request", async (_, given) => {
    const result = await renderer.compileSafe(given as CompileRequest);
    expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["internal-error"]);
  });
});

describe("a foreign exception while rendering is a RenderError", () => {
  const SECRET = "secret\n    at the value of a customer";
  const throwing = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new TypeError(SECRET);
      },
    },
  );
  const revoked = Proxy.revocable([], {});
  revoked.revoke();

  test.each([
    ["a proxy that throws", throwing, "{{x.y}}"],
    ["a proxy that was revoked", revoked.proxy, "{{#each x}}a{{/each}}"],
    [
      "a proxy that throws no error",
      new Proxy(
        {},
        {
          getOwnPropertyDescriptor: () => {
            throw null;
          },
        },
      ),
      "{{x.y}}",
    ],
  ])("from %s", async (_, x, content) => {
    const message = await createRenderer().compile({ type: "sms", content });
    const [error] = [() => message.render({ x })].map(thrownBy);
    expect(error).toBeInstanceOf(RenderError);
    // The laws of other tests take it for no refusal.
    expect(isRefusal(error)).toBe(false);
    const { problems, cause } = error as RenderError;
    expect(problems).toEqual([{ code: "internal-error", message: "rendering failed" }]);
    expect(cause).toBeInstanceOf(Error);
    const { message: text, stack } = cause as Error;
    expect(`${error} ${text} ${stack}`).not.toContain("secret");
    expect(`${error} ${text} ${stack}`).not.toContain("the value of a customer");
  });

  test("whose cause tells where it was thrown", async () => {
    const message = await createRenderer().compile({ type: "sms", content: "{{x.y}}" });
    const error = thrownBy(() => message.render({ x: throwing })) as RenderError;
    expect((error.cause as Error).stack).toMatch(/^TypeError: \n +at .*internal-error\.test\.ts/);
  });

  test("while problems of the data stay what they are", async () => {
    const message = await createRenderer().compile({ type: "sms", content: "{{x}}" });
    const error = thrownBy(() => message.render({})) as RenderError;
    expect(error.problems.map(({ code }) => code)).toEqual(["missing-variable"]);
    expect(error.cause).toBe(undefined);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
