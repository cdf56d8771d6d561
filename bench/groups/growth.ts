import type { Variables } from "../../src/runtime/index.js";
import { type Contestant, encode } from "../contestants/contestant.js";
import { measure } from "../measure.js";
import { platen } from "../package-under-test.js";
import type { Group } from "../report.js";

const VALUES = [10, 100, 1000];
const ITEMS = [10, 100, 1000];

/** Measures how the time of rendering grows with the number of variables, and with the items of a loop. */
export async function measureGrowth(): Promise<readonly Group[]> {
  return [
    await groupOf("rendering, by variables", await Promise.all(VALUES.map(manyValues))),
    await groupOf("rendering, by items of a loop", await Promise.all(ITEMS.map(longLoop))),
  ];
}

async function groupOf(title: string, contestants: readonly Contestant[]): Promise<Group> {
  const spreads = await measure(contestants);
  return { title, rows: [...spreads].map(([{ name, about }, value]) => ({ name, about, value })) };
}

async function manyValues(count: number): Promise<Contestant> {
  const names = Array.from({ length: count }, (_, index) => `value_${index}`);
  const variables = Object.fromEntries(names.map((name) => [name, `text of ${name}`]));
  const content = names.map((name) => `<p>{{${name}}}</p>`).join("");
  return await contestantOf({
    name: `${count} variables`,
    about: "each in a paragraph of its own",
    content,
    variables,
  });
}

async function longLoop(count: number): Promise<Contestant> {
  const items = Array.from({ length: count }, (_, index) => ({ name: `item ${index}`, amount: index }));
  const content = "<ul>{{#each items}}<li>{{name}}: {{amount}}</li>{{/each}}</ul>";
  return await contestantOf({
    name: `${count} items`,
    about: "two values each, in a list",
    content,
    variables: { items },
  });
}

interface Grown {
  readonly name: string;
  readonly about: string;
  readonly content: string;
  readonly variables: Variables;
}

async function contestantOf({ name, about, content, variables }: Grown): Promise<Contestant> {
  const message = await platen
    .createRenderer()
    .compile({ type: "email", subject: "s", content: `<html><body>${content}</body></html>` });
  return { name, about, render: () => encode(message.render(variables)) };
}
