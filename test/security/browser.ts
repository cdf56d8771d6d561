import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { compileTemplate, renderWith } from "./messages.js";
import { PLACES } from "./places.js";
import { hostileValue, samplesFor } from "./values.js";

/**
 * Reads rendered documents with parse5 and with Chromium, and compares what they read: `npm run attack:browser`. The
 * browser's parser is asked in a page of its own, so that nothing of a document runs or is loaded.
 */
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    browser: { type: "string", default: "/usr/bin/chromium" },
  },
});

async function main(): Promise<void> {
  const documents = await render(Number(values.count), Number(values.seed));
  const read = readInBrowser(documents);
  if (read.length !== documents.length) throw new Error("the browser gave no answer");
  const different = documents.filter((html, index) => shapeOf(parse(html)).join("\n") !== read[index]?.join("\n"));
  for (const html of different.slice(0, 5)) {
    const other = read[documents.indexOf(html)] ?? [];
    const line = shapeOf(parse(html)).find((each, index) => each !== other[index]);
    process.stderr.write(`${JSON.stringify(html)}\n  parse5 has ${line}\n`);
  }
  process.stdout.write(`${documents.length} documents, ${different.length} of them read differently\n`);
  if (different.length > 0) process.exitCode = 1;
}

/** Documents of all places, filled with hostile values. */
async function render(count: number, seed: number): Promise<readonly string[]> {
  const documents: string[] = [];
  const templates = PLACES.flatMap((place) => place.templates.map((template) => ({ place, template })));
  for (const { place, template } of templates) {
    const message = renderWith(await compileTemplate(template));
    const random = fc.sample(hostileValue(place.accepts), { seed, numRuns: count });
    const found = [...random, ...samplesFor(place.accepts)].map(message);
    const html = found.flatMap((output) => ("html" in output && output.html !== undefined ? [output.html] : []));
    documents.push(...new Set(html.slice(0, Math.ceil(count / templates.length))));
  }
  return documents;
}

/** Every node on a line: its name, then attributes; or its text. */
function shapeOf(node: Tree.Node, depth = 0): string[] {
  const attributes = "attrs" in node ? node.attrs.map(({ name, value }) => `${name}=${JSON.stringify(value)}`) : [];
  const text = "value" in node ? node.value : "data" in node ? node.data : "";
  const line = `${depth} ${node.nodeName.toLowerCase()} ${attributes.join(" ")}${JSON.stringify(text)}`;
  const children = "content" in node ? node.content.childNodes : "childNodes" in node ? node.childNodes : [];
  const inner = children.flatMap((child) => shapeOf(child, depth + 1));
  return node.nodeName === "#documentType" || node.nodeName === "#document" ? inner : [line, ...inner];
}

/** The same in the page. */
const SCRIPT = `
function shapeOf(node, depth) {
  const attributes = [...(node.attributes ?? [])].map(({ name, value }) => name + "=" + JSON.stringify(value));
  const text = node.nodeType === 3 || node.nodeType === 8 ? node.data : "";
  const line = depth + " " + node.nodeName.toLowerCase() + " " + attributes.join(" ") + JSON.stringify(text);
  const inner = [...(node.localName === "template" ? node.content : node).childNodes].flatMap((child) => shapeOf(child, depth + 1));
  return node.nodeType === 10 || node.nodeType === 9 ? inner : [line, ...inner];
}
const shapes = DOCUMENTS.map((html) => shapeOf(new DOMParser().parseFromString(html, "text/html"), 0));
document.body.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(shapes))));
`;

function readInBrowser(documents: readonly string[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), "browser-"));
  try {
    const page = join(folder, "page.html");
    // Nothing of a document may end the script.
    const json = JSON.stringify(documents).replace(
      /[<\u2028\u2029]/g,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><body><script>const DOCUMENTS = ${json};${SCRIPT}</script>`,
    );
    const options = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "user")}`];
    const dump = execFileSync(values.browser, [...options, "--dump-dom", page], {
      encoding: "utf8",
      maxBuffer: 2 ** 30,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [, encoded = ""] = /<body>([\w+/=]+)<\/body>/.exec(dump) ?? [];
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8") || "[]");
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (existsSync(values.browser)) await main();
else process.stdout.write(`skipped: there is no browser at ${values.browser}; name one with --browser\n`);
