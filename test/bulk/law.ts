import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MISTAKES, type People } from "./people.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

const FILES = {
  "templates/points/email.mjml": `---
subject: Points of {{first_name}} {{last_name}}
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>Hi {{first_name}}, you have {{points}} points{{#if vip}}, and are a VIP{{/if}}. <a href="{{url}}">See</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
`,
  "templates/points/sms.txt":
    "Hi {{first_name}} {{last_name}}, you have {{points}} points{{#if vip}}, VIP{{/if}}: {{url}} STOP to end",
  "templates/points/contract.json": `{ "properties": { "first_name": { "type": "string" }, "last_name": { "type": "string" },
    "points": { "type": "integer" }, "vip": { "type": "boolean" }, "url": { "type": "string" } } }`,
};

export const RECIPIENTS = "people.csv";

export interface Bulk {
  /** Where templates and recipients lie. */
  readonly folder: string;
  readonly channel: "email" | "sms";
  /** Of the files that come out: `NAME.ndjson`, `NAME.errors`. */
  readonly name: string;
  /** Threads. */
  readonly jobs?: number;
}

export async function writeTemplates(folder: string): Promise<void> {
  await mkdir(join(folder, "templates/points"), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(folder, path), text);
}

export const outputOf = ({ folder, name }: Bulk): string => join(folder, `${name}.ndjson`);
export const errorsOf = ({ folder, name }: Bulk): string => join(folder, `${name}.errors`);
export const journalOf = (bulk: Bulk): string => `${outputOf(bulk)}.progress`;

/** Begins or continues a run in a process of its own; `npm run build` comes first. */
export function startBulk({ folder, channel, name, jobs }: Bulk): {
  readonly child: ChildProcess;
  readonly end: Promise<void>;
} {
  const files = ["--recipients", RECIPIENTS, "--out", `${name}.ndjson`, "--errors", `${name}.errors`];
  const threads = jobs === undefined ? [] : ["--jobs", String(jobs)];
  const argv = ["bulk", "points", ...files, "--channel", channel, "--resume", ...threads];
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const end = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      // Some rows are wrong, so 1 is what a run that came to its end says.
      if (signal === "SIGKILL" || (code === 1 && stderr === "")) resolve();
      else reject(new Error(`platen bulk ended with ${code ?? signal}:\n${stderr}`));
    });
  });
  return { child, end };
}

/** Kills a run when its output has so many bytes, unless it comes to its end before. @returns The row of its journal. */
export async function killAt(bulk: Bulk, bytes: number): Promise<number> {
  const { child, end } = startBulk(bulk);
  let hasEnded = false;
  const ended = end.finally(() => {
    hasEnded = true;
  });
  while (!hasEnded && (await sizeOf(outputOf(bulk))) < bytes) await Promise.race([sleep(2), ended]);
  child.kill("SIGKILL");
  await ended;
  return await rowOf(bulk);
}

/** How far a run has come, by its journal. */
export async function rowOf(bulk: Bulk): Promise<number> {
  const text = await readFile(journalOf(bulk), "utf8").catch(() => '{"row":0}');
  return Number(JSON.parse(text).row);
}

export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** Of the messages and the errors. */
export async function digestsOf(bulk: Bulk): Promise<readonly string[]> {
  return await Promise.all([outputOf(bulk), errorsOf(bulk)].map(digestOf));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}

/**
 * Holds what came out of a run against the people that went in: each row is there once, in order, as a message of its own
 * values or as an error with its code.
 *
 * @throws Error that names the first row which is not.
 */
export async function checkOutput(bulk: Bulk, { count, mistakes }: People): Promise<void> {
  const messages = objectsOf(outputOf(bulk));
  const errors = objectsOf(errorsOf(bulk));
  for (let row = 1; row <= count; row++) {
    const mistake = mistakes.get(row);
    const { value } = await (mistake === undefined ? messages : errors).next();
    if (value?.row !== row) throw new Error(`row ${row} is lost, or twice: found ${value?.row}`);
    if (mistake === undefined) {
      if (!String(value.text).includes(`https://shop.example/p/${row}`)) throw new Error(`row ${row} is another's`);
    } else if (!value.problems.some(({ code }: { code: string }) => code === MISTAKES[mistake])) {
      throw new Error(`row ${row} (${mistake}) was reported otherwise: ${JSON.stringify(value.problems)}`);
    }
  }
  for (const rest of [messages, errors]) if (!(await rest.next()).done) throw new Error("there are more rows");
}

async function* objectsOf(path: string) {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(line);
  }
}
