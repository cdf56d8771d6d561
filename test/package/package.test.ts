import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What is published, never `src`: the packed files, unpacked beside a consumer. `npm run build` must have run. */
const ROOT = join(import.meta.dirname, "../..");
const RUNTIME_LIMIT = 8 * 1024;
const SMS_LIMIT = 3 * 1024;

let consumer = "";
let packed: readonly string[] = [];

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), "platen-consumer-"));
  const [pack] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", consumer], ROOT),
  ) as {
    filename: string;
    files: { path: string }[];
  }[];
  packed = pack?.files.map(({ path }) => path) ?? [];
  const modules = join(consumer, "node_modules");
  mkdirSync(join(modules, "platen"), { recursive: true });
  run("tar", ["-xzf", join(consumer, pack?.filename ?? ""), "-C", join(modules, "platen"), "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: object };
  for (const name of [...Object.keys(dependencies), "@types"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(consumer, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd = consumer): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** Which rooms and packages an entry brings along, in a bundle for any platform. */
function bundledParts(entry: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    metafile: true,
    write: false,
    absWorkingDir: ROOT,
  });
  const parts = Object.keys(metafile.inputs).map((path) => path.split("/").slice(0, 2).join("/"));
  return [...new Set(parts)].toSorted();
}

describe("the package", () => {
  test("holds the build and what people read, nothing else", () => {
    const unexpected = packed.filter(
      (path) => !/^(?:dist\/.*\.(?:js|d\.ts)|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/.test(path),
    );
    expect(unexpected).toEqual([]);
    expect(packed).toContain("dist/runtime/index.js");
  });

  test("compiles in one process and renders in another", () => {
    writeFileSync(
      join(consumer, "compile.js"),
      `import { createRenderer } from "platen";
       const templates = { "t/email.mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{name}}</mj-text></mj-column></mj-section></mj-body></mjml>" };
       const message = await createRenderer({ templates }).compile({ type: "email", template: "t", subject: "For {{name}}" });
       console.log(JSON.stringify(message.artifact));`,
    );
    writeFileSync(join(consumer, "artifact.json"), run("node", ["compile.js"]));
    writeFileSync(
      join(consumer, "render.js"),
      `import { readFileSync } from "node:fs";
       import { load } from "platen/runtime";
       const message = load(JSON.parse(readFileSync("artifact.json", "utf8")));
       const { subject, text } = message.render({ name: "Ana" });
       console.log(JSON.stringify({ subject, text }));`,
    );
    expect(JSON.parse(run("node", ["render.js"]))).toEqual({ subject: "For Ana", text: "Hi Ana" });
  });

  test("renders bytes with what the runtime trusts, and with its errors", () => {
    writeFileSync(
      join(consumer, "bytes.js"),
      `import { createRenderer } from "platen";
       import { loadBytes } from "platen/bytes";
       import { helpers } from "platen/helpers";
       import { RenderError, trustedHtml } from "platen/runtime";
       const content = "<html><body>{{{raw}}} {{upper name}}</body></html>";
       const { artifact } = await createRenderer({ trust: "trusted" }).compile({ type: "email", subject: "Hi", content });
       const message = loadBytes(artifact, { helpers });
       const memory = new Uint8Array(1000);
       const { html, text } = message.renderTo(memory, { raw: trustedHtml("<b>é</b>", { text: "é" }), name: "ana" });
       const parts = [html, text].map((part) => new TextDecoder().decode(part));
       let error;
       try { message.renderTo(memory, {}); } catch (thrown) { error = thrown; }
       console.log(JSON.stringify([...parts, html.buffer === memory.buffer, error instanceof RenderError]));`,
    );
    const printed = JSON.parse(run("node", ["bytes.js"]));
    expect(printed).toEqual([expect.stringContaining("<b>é</b> ANA"), "é ANA", true, true]);
  });

  test("renders an SMS with what counts its segments, which is given to the runtime", () => {
    writeFileSync(
      join(consumer, "sms.js"),
      `import { createRenderer } from "platen";
       import { decode } from "platen/artifact";
       import { load } from "platen/runtime";
       import { sms } from "platen/sms";
       const { artifact } = await createRenderer().compile({ type: "sms", content: "It’s {{name}}" });
       const { text, segments, encoding } = load(decode(JSON.parse(JSON.stringify(artifact))), { sms }).render({ name: "Ana" });
       console.log(JSON.stringify({ text, segments, encoding }));`,
    );
    expect(JSON.parse(run("node", ["sms.js"]))).toEqual({ text: "It's Ana", segments: 1, encoding: "GSM-7" });
  });

  test("checks message records without the compiler, on any platform", () => {
    writeFileSync(
      join(consumer, "message.js"),
      `import { createRenderer } from "platen";
       import { createMessage, parseMessage } from "platen/message";
       const context = { renderer: createRenderer(), now: 0, id: 1, hash: "h" };
       const { message } = await createMessage("type=sms&conversation_id=2&content=Hi", context);
       console.log(JSON.stringify([parseMessage({ typ: "sms" }).problems[0].help, message.conversation_id]));`,
    );
    expect(JSON.parse(run("node", ["message.js"]))).toEqual(["did you mean `type`?", 2]);
    expect(bundledParts("dist/message/index.js")).toEqual(["dist/diagnostics", "dist/message", "node_modules/valibot"]);
  });

  test("hands messages over with nothing but itself, and writes them as files with nodemailer", () => {
    writeFileSync(
      join(consumer, "handover.js"),
      `import { createRenderer } from "platen";
       import { toEml } from "platen/eml";
       import { HandoverError, toResend } from "platen/handover";
       const content = "<html><body>Hi {{name}}</body></html>";
       const request = { type: "email", subject: "Hi", content, from_email: "shop@shop.example" };
       const email = (await createRenderer({ trust: "trusted" }).compile(request)).render({ name: "Ana" });
       const { from, to } = toResend(email, { to: "ana@x.example" });
       const eml = new TextDecoder().decode(await toEml(email, { to, date: 0, messageId: "1@shop.example" }));
       const error = await toEml(email, { to: "", date: 0, messageId: "1@shop.example" }).catch((reason) => reason);
       console.log(JSON.stringify([from, to, /^Subject: .*/m.exec(eml)[0], error instanceof HandoverError]));`,
    );
    const printed = JSON.parse(run("node", ["handover.js"]));
    expect(printed).toEqual(["shop@shop.example", ["ana@x.example"], "Subject: Hi", true]);
    expect(bundledParts("dist/handover/index.js")).toEqual(["dist/artifact", "dist/handover", "dist/runtime"]);
  });

  test("has types for all entries", () => {
    writeFileSync(
      join(consumer, "consumer.ts"),
      `import { createRenderer, type Diagnostic } from "platen";
       import { load, type RenderedEmail } from "platen/runtime";
       import { type CompiledBytes, loadBytes } from "platen/bytes";
       import { createSms } from "platen/sms";
       import { type EmlOptions, toEml, toMboxEntry } from "platen/eml";
       import { type Envelope, toPostmark, toTwilio } from "platen/handover";
       import { createMessage, type Message, type MessageFields, parseMessage, requestOf } from "platen/message";
       const parsed = parseMessage("type=sms");
       const fields: MessageFields = parsed.ok ? parsed.fields : {};
       const created = await createMessage(fields, { renderer: createRenderer(), now: new Date(), id: 1, hash: "h" });
       const message: Message | undefined = created.ok ? created.message : undefined;
       if (message?.type === "email") await createRenderer().compile(requestOf(message));
       // @ts-expect-error a text message has no subject
       if (message?.type === "sms") message.subject;
       const email = await createRenderer({ templates: "x" }).compile({ type: "email", template: "t" });
       const rendered: RenderedEmail = email.render({ a: 1 });
       const sms = await createRenderer().compile({ type: "sms", content: "x" });
       const segments: number = sms.render({}).segments;
       const envelope: Envelope = { to: [{ email: "ana@x.example", name: "Ana" }] };
       const options: EmlOptions = { ...envelope, date: new Date(0), messageId: "1@shop.example" };
       const files: Uint8Array[] = [await toEml(rendered, options), await toMboxEntry(rendered, options)];
       const payloads: string[] = [toPostmark(rendered, envelope).To, toTwilio(sms.render({}), { to: "+1", from: "+2" }).to];
       // @ts-expect-error nothing here reads the clock
       await toEml(rendered, { to: "ana@x.example", messageId: "1@shop.example" });
       const again: RenderedEmail = load(email.artifact).render({});
       const bytes: CompiledBytes = loadBytes(email.artifact);
       files.push(bytes.renderTo(new Uint8Array(9), {}, { missing: "empty" }).html);
       // @ts-expect-error an SMS is not rendered to bytes
       loadBytes(sms.artifact);
       load(sms.artifact, { sms: createSms({ alphabet: "telnyx" }) }).render({}, { sms: { maxSegments: 2 } });
       // @ts-expect-error an SMS is loaded with what counts its segments
       load(sms.artifact);
       // @ts-expect-error there is no such alphabet
       createSms({ alphabet: "ascii" });
       const warnings: readonly Diagnostic[] = email.warnings;
       // @ts-expect-error an SMS has no subject
       await createRenderer().compile({ type: "sms", subject: "x" });
       export { again, files, payloads, rendered, segments, warnings };`,
    );
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2023", "--lib", "es2023", "--module", "nodenext"];
    expect(run(tsc, [...options, "--types", "", "consumer.ts"])).toBe("");
    writeFileSync(
      join(consumer, "node.ts"),
      `import { createRenderer } from "platen";
       createRenderer({ templates: new URL("templates", import.meta.url) });`,
    );
    expect(run(tsc, [...options, "--types", "node", "node.ts"])).toBe("");
  });

  test("checks the variables that are given to render", () => {
    const templates = join(consumer, "templates");
    mkdirSync(join(templates, "receipt"), { recursive: true });
    writeFileSync(join(templates, "receipt/sms.txt"), "{{first_name}}: {{order.total}}{{#if note}} {{note}}{{/if}}");
    run("node", ["node_modules/platen/dist/cli/main.js", "types", "-o", "template-variables.d.ts"]);
    const compile = `import { createRenderer } from "platen";
       import type { ReceiptVariables } from "./template-variables.js";
       const renderer = createRenderer({ templates: "templates" });
       const receipt = await renderer.compile({ type: "sms", template: "receipt" });
       const variables: ReceiptVariables = { first_name: "Ana", order: { total: 12 } };
`;
    writeFileSync(
      join(consumer, "checked.ts"),
      `${compile}
       receipt.render(variables).segments;
       receipt.render({ ...variables, note: null });
       // @ts-expect-error a misspelled variable
       receipt.render({ frist_name: "Ana", order: { total: 12 } });
       // @ts-expect-error a missing variable
       receipt.render({ first_name: "Ana", order: {} });
       // @ts-expect-error a list is no scalar
       receipt.render({ first_name: ["Ana"], order: { total: 12 } });
       // @ts-expect-error a variable that the template does not have
       receipt.render({ first_name: "Ana", order: { total: 12 }, old: 1 });
       const email = await renderer.compile({ type: "email", template: "receipt" });
       // @ts-expect-error the same in the other channel
       email.render({ first_name: "Ana" });
       const own = await renderer.compile({ type: "email", template: "receipt", subject: "{{own}}" });
       own.render({ ...variables, own: 1 });
       const safe = await renderer.compileSafe({ type: "sms", template: "receipt" });
       // @ts-expect-error also of what compileSafe gives
       if (safe.ok) safe.message.render({});
       const name: string = "receipt";
       (await renderer.compile({ type: "sms", template: name })).render({ anything: 1 });
       (await renderer.compile({ type: "sms", content: "{{a}}" })).render({ a: 1 });`,
    );
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--types", "node"];
    expect(run(tsc, [...options, "checked.ts", "template-variables.d.ts"])).toBe("");
    writeFileSync(
      join(consumer, "misspelled.ts"),
      `${compile} receipt.render({ frist_name: "Ana", order: { total: 1 } });`,
    );
    expect(() => run(tsc, [...options, "misspelled.ts", "template-variables.d.ts"])).toThrow("Command failed");
  });

  test.each([
    ["runtime", RUNTIME_LIMIT],
    ["sms", SMS_LIMIT],
  ])("has %s in at most %i bytes, minified and gzipped, that needs nothing", (entry, limit) => {
    const bundle = bundled(entry, { minify: true });
    expect(gzipSync(bundle, { level: 9 }).length).toBeLessThanOrEqual(limit);
    expect(bundle).not.toMatch(/\bimport\b|\brequire\b|\beval\b|new Function/);
  });

  test.each(["runtime", "bytes", "helpers"])("has no class of Unicode to be checked when %s is read", (entry) => {
    const path = entry === "helpers" ? "runtime/helpers" : entry;
    const lines = bundled(path, { minify: false }).split("\n");
    const classes = lines.filter((line) => /\\[pP]\{/.test(line));
    expect(classes.length).toBeGreaterThan(0);
    expect(classes.filter((line) => !line.includes("String.raw`"))).toEqual([]);
  });

  function bundled(entry: string, { minify }: { readonly minify: boolean }): string {
    const { outputFiles } = buildSync({
      entryPoints: [join(ROOT, `dist/${entry}/index.js`)],
      bundle: true,
      minify,
      format: "esm",
      platform: "neutral",
      logLevel: "error",
      write: false,
    });
    return outputFiles[0]?.text ?? "";
  }
});
