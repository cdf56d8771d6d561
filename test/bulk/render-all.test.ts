import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import {
  createRenderer,
  type ReadyEmail,
  type ReadySms,
  type RenderedEmail,
  type RenderedSms,
  type RenderResult,
  renderAll,
} from "../../src/index.js";

const CONTENT =
  "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{name}}</mj-text></mj-column></mj-section></mj-body></mjml>";

let email: ReadyEmail;
let sms: ReadySms;

beforeAll(async () => {
  const renderer = createRenderer({ trust: "trusted" });
  email = await renderer.compile({ type: "email", subject: "For {{name}}", content: CONTENT });
  sms = await renderer.compile({ type: "sms", content: "Hi {{name}}" });
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Names as variables, and how many of them were asked for. */
function counted(count: number) {
  const source = { asked: 0, closed: false };
  async function* recipients() {
    try {
      while (source.asked < count) yield { name: `n${source.asked++}` };
    } finally {
      source.closed = true;
    }
  }
  return { source, recipients: recipients() };
}

describe("renderAll", () => {
  test.each([
    ["a list", () => [{ name: "Ana" }, {}, { name: "Ben" }]],
    [
      "a generator",
      function* () {
        yield* [{ name: "Ana" }, {}, { name: "Ben" }];
      },
    ],
    [
      "an async generator",
      async function* () {
        yield* [{ name: "Ana" }, {}, { name: "Ben" }];
      },
    ],
    [
      "a list of promises",
      () =>
        (async function* () {
          yield* [Promise.resolve({ name: "Ana" }), {}, { name: "Ben" }];
        })(),
    ],
  ])("keeps the order and isolates errors: %s", async (_, recipients) => {
    const results = await collect(renderAll(sms, recipients()));
    expect(results).toMatchObject([
      { index: 0, ok: true, message: { text: "Hi Ana", segments: 1 } },
      { index: 1, ok: false, error: { name: "RenderError", problems: [{ code: "missing-variable", path: "name" }] } },
      { index: 2, ok: true, message: { text: "Hi Ben" } },
    ]);
  });

  test("renders as `render` does, with its options", async () => {
    const variables = { name: "Ana" };
    expect(await collect(renderAll(email, [variables]))).toEqual([
      { index: 0, ok: true, message: email.render(variables) },
    ]);
    const [kept] = await collect(renderAll(email, [{}], { missing: "keep" }));
    expect(kept).toMatchObject({ ok: true, message: { subject: "For {{name}}" } });
  });

  test("is typed by the message", async () => {
    expectTypeOf(renderAll(email, [{}])).toEqualTypeOf<AsyncGenerator<RenderResult<RenderedEmail>, void, undefined>>();
    const either: ReadyEmail | ReadySms = sms;
    for await (const result of renderAll(either, [{ name: "Ana" }])) {
      expectTypeOf(result).toExtend<RenderResult<RenderedEmail | RenderedSms>>();
      if (!result.ok) expectTypeOf(result.error.problems[0]?.code).not.toBeAny();
    }
  });

  test("asks for a recipient only when the one before was taken, and closes the source of a loop that is left", async () => {
    const { source, recipients } = counted(1000);
    for await (const { index } of renderAll(sms, recipients)) {
      expect(source.asked).toBe(index + 1);
      if (index === 9) break;
    }
    expect(source).toEqual({ asked: 10, closed: true });
  });

  test("passes on what the source throws", async () => {
    async function* broken() {
      yield { name: "Ana" };
      throw new Error("the cursor is gone");
    }
    const results: unknown[] = [];
    const reading = async () => {
      for await (const result of renderAll(sms, broken())) results.push(result);
    };
    await expect(reading()).rejects.toThrow("the cursor is gone");
    expect(results).toHaveLength(1);
  });

  test("an error of usage is not a recipient's, and ends it", async () => {
    const broken = {
      render() {
        throw new TypeError("wrong usage");
      },
    };
    await expect(collect(renderAll(broken, [{}]))).rejects.toThrow("wrong usage");
  });
});

describe("the signal of renderAll", () => {
  test("ends it before the first recipient", async () => {
    const { source, recipients } = counted(10);
    await expect(collect(renderAll(sms, recipients, { signal: AbortSignal.abort() }))).rejects.toThrow(/abort/i);
    expect(source.asked).toBe(0);
  });

  test("ends it between recipients, and closes the source", async () => {
    const { source, recipients } = counted(1000);
    const controller = new AbortController();
    const reading = async () => {
      for await (const { index } of renderAll(sms, recipients, { signal: controller.signal })) {
        if (index === 4) controller.abort(new Error("enough"));
      }
    };
    await expect(reading()).rejects.toThrow("enough");
    expect(source).toEqual({ asked: 5, closed: true });
  });

  test("ends it while the source never answers", async () => {
    const controller = new AbortController();
    const hanging: AsyncIterable<{ name: string }> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: () => new Promise(() => undefined),
      }),
    };
    setTimeout(() => controller.abort(new Error("enough")), 5);
    await expect(collect(renderAll(sms, hanging, { signal: controller.signal }))).rejects.toThrow("enough");
  });

  test("is heard while nothing waits: timers run between the messages of a source that is always ready", async () => {
    function* endless() {
      for (;;) yield { name: "Ana" };
    }
    await expect(collect(renderAll(sms, endless(), { signal: AbortSignal.timeout(50) }))).rejects.toThrow(/timeout/);
  });

  test("keeps no listener of a million waits", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const signal = new Proxy(controller.signal, {
      get(target, name) {
        if (name === "addEventListener") listeners++;
        if (name === "removeEventListener") listeners--;
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    async function* slow() {
      for (let index = 0; index < 100; index++) {
        await sleep(0);
        yield { name: "Ana" };
      }
    }
    for await (const _ of renderAll(sms, slow(), { signal })) expect(listeners).toBe(1);
    expect(listeners).toBe(0);
  });
});
