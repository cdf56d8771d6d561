import { expect, test } from "vitest";

/** The built library: a thread runs files of JavaScript. */
const BUILT = new URL("../../dist/index.js", import.meta.url).href;
const { createRenderer } = (await import(BUILT)) as typeof import("../../src/index.js");

const FILES = {
  "t/email.mjml": `---
subject: Hi {{first_name}}
---
<mjml><mj-body><mj-section><mj-column><mj-text>{{{@content}}}</mj-text></mj-column></mj-section></mj-body></mjml>`,
};
const LARGE = `<mjml><mj-body>${"<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>".repeat(8000)}</mj-body></mjml>`;
const large = { type: "email", subject: "s", content: LARGE } as const;
const small = { type: "sms", content: "Hi {{shout name}}" } as const;
const helpers = {
  shout: { arity: [1, 1], hash: [], run: ([value]: readonly unknown[]) => `${String(value).toUpperCase()}!` },
} as const;

test("what is compiled in a thread is the same, and its helpers run here", async () => {
  const request = { type: "email", template: "t", content: "<p>{{shout name}}</p>" } as const;
  const here = await createRenderer({ templates: FILES, helpers }).compile(request);
  const there = await createRenderer({ templates: FILES, helpers, isolate: {} }).compile(request);
  expect(there.artifact).toEqual(here.artifact);
  expect(there.contract).toEqual(here.contract);
  expect(there.layout).toEqual(here.layout);
  const variables = { first_name: "Ana", name: "Ana" };
  expect(there.render(variables)).toEqual(here.render(variables));
});

test("findings come back with their places, and trust and limits hold", async () => {
  const options = { templates: FILES, limits: { sourceLength: 1000 } };
  const here = createRenderer(options);
  const there = createRenderer({ ...options, isolate: {} });
  for (const content of ["<script>x</script>", "{{#if a}}", "x".repeat(1001)]) {
    const request = { type: "email", template: "t", content } as const;
    const found = await there.compileSafe(request);
    expect(found.ok).toBe(false);
    expect(found).toEqual(await here.compileSafe(request));
  }
});

test("what takes too long is stopped, and the next message is compiled", async () => {
  const renderer = createRenderer({ helpers, isolate: { milliseconds: 200 } });
  const [stopped, next] = await Promise.all([renderer.compileSafe(large), renderer.compileSafe(small)]);
  expect(stopped.ok ? [] : stopped.diagnostics).toMatchObject([
    { code: "compile-stopped", message: "compiling took longer than 200 ms" },
  ]);
  expect(next.ok).toBe(true);
  await expect(renderer.compile(large)).rejects.toThrow("compile-stopped");
});

test("what takes too much memory is stopped, and the next message is compiled", async () => {
  const renderer = createRenderer({ helpers, isolate: { milliseconds: 60_000, megabytes: 40 } });
  const stopped = await renderer.compileSafe(large);
  expect(stopped.ok ? [] : stopped.diagnostics).toMatchObject([
    { code: "compile-stopped", message: "compiling took more than 40 MB of memory" },
  ]);
  expect((await renderer.compileSafe(small)).ok).toBe(true);
});

test("what no thread can be given is reported as what it is not", async () => {
  const wrong = { templates: { "t/sms.txt": () => "x" }, theme: { color: () => "red" }, isolate: {} };
  const renderer = createRenderer(wrong as object);
  const result = await renderer.compileSafe({ type: "sms", template: "t" });
  expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["unreadable-file"]);
  expect(await codesOf(createRenderer({ theme: wrong.theme, isolate: {} } as object))).toEqual(["invalid-theme"]);
});

async function codesOf(renderer: ReturnType<typeof createRenderer>): Promise<string[]> {
  const result = await renderer.compileSafe({ type: "sms", content: "x" });
  return result.ok ? [] : result.diagnostics.map(({ code }) => code);
}

test.each([0, -1, 1.5, Number.NaN])("a budget of %d is refused", (milliseconds) => {
  expect(() => createRenderer({ isolate: { milliseconds } })).toThrow("`isolate.milliseconds` is not a whole number");
});

test("a request that no thread can be given is a failure of its own, and the next message is compiled", async () => {
  const renderer = createRenderer({ helpers, isolate: {} });
  const request = { ...small, more: () => "x" };
  const result = await renderer.compileSafe(request);
  expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["internal-error"]);
  expect((await renderer.compileSafe(small)).ok).toBe(true);
});
