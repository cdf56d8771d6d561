import { deserialize, serialize } from "node:v8";
import type { Rendered, Variables } from "../src/runtime/index.js";
import { FILES } from "../test/oracle/cases.js";
import { describeEnvironment } from "./environment.js";
import { platen } from "./package-under-test.js";

/**
 * What a thread could spare: `npx tsx bench/transfer.ts`. To render in a thread, this one has to send the variables there
 * and to read the message that comes back; time of the processor for that is held against rendering here, both with
 * encoding to UTF-8, so that no string is left in pieces. Nobody waits for anybody, which is what any pool would add.
 */
const RUNS = 9;
const output = Buffer.allocUnsafe(8 * 1024 * 1024);

const { commit, node, processor } = describeEnvironment();
console.log(`Platen ${commit}, Node ${node}, ${processor}\n`);
const renderer = platen.createRenderer({ templates: FILES });
const receipt = await renderer.compile({ type: "email", template: "receipt" });
const reminder = await renderer.compile({ type: "sms", template: "event-reminder" });
const receiptData = sampleOf("receipt");
report("receipt", 2000, () => receipt.render(receiptData), receiptData);
const longData = { ...receiptData, items: manyOf(receiptData["items"]) };
report("receipt of 500 rows", 60, () => receipt.render(longData), longData);
const reminderData = sampleOf("event-reminder");
report("SMS", 5000, () => reminder.render(reminderData), reminderData);

function sampleOf(template: string): Variables {
  return JSON.parse(FILES[`${template}/samples/default.json`] ?? "");
}

function manyOf(items: unknown): unknown[] {
  if (!Array.isArray(items)) throw new TypeError("the receipt has items");
  return Array.from({ length: 500 }, (_, index) => items[index % items.length]);
}

function report(name: string, turns: number, render: () => Rendered, data: Variables): void {
  const message = render();
  encode(message);
  const bytes = serialize(message);
  const here = () => encode(render());
  const there = () => {
    serialize(data);
    encode(deserialize(bytes));
  };
  const times = { here: [] as number[], there: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.here.push(timeOf(here, turns));
    times.there.push(timeOf(there, turns));
  }
  const [rendered, transferred] = [medianOf(times.here), medianOf(times.there)];
  const most = `with threads at most ${(rendered / transferred).toFixed(1)} times as many`;
  console.log(`${name}: rendered here ${show(rendered)}, sent and received ${show(transferred)}; ${most}`);
}

function encode(message: Rendered): number {
  if (message.channel === "sms") return output.write(message.text);
  return output.write(message.html) + output.write(message.text) + output.write(message.subject);
}

/** Of the processor, in microseconds a turn. */
function timeOf(act: () => unknown, turns: number): number {
  const before = process.cpuUsage();
  for (let turn = 0; turn < turns; turn++) act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / turns;
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function show(microseconds: number): string {
  return `${microseconds.toFixed(1)} µs`;
}
