import fc from "fast-check";

/** Random Markdown with values and blocks: most of it as authors write it, some of it as they should not. */
export function writeMarkdown(g: fc.GeneratorValue): string {
  return many(g, 4, () => writeBlock({ g, room: 2, scope: "root" })).join(pick(g, ["\n\n", "\n\n", "\n\n", "\n"]));
}

interface Place {
  readonly g: fc.GeneratorValue;
  /** How many more blocks may be put into each other. */
  readonly room: number;
  readonly scope: "root" | "item";
}

type Writer = (place: Place) => string;

const WORDS = [
  "one",
  "two *three*",
  "**four**",
  "_five_",
  "a_b",
  "2 * 3",
  "&amp;",
  "`six`",
  "\\*seven\\*",
  "~~eight~~",
];
const ODD_WORDS = [
  "x*y",
  "*",
  "_",
  "[nine",
  "](",
  "`",
  "<b>",
  "</b>",
  "<i>ten</i>",
  "!",
  "\\x",
  "  \n",
  "- ",
  "1. ",
  "&",
  "**",
];

const value: Writer = ({ g, scope }) =>
  pick(g, scope === "root" ? ["{{name}}", "{{count}}"] : ["{{name}}", "{{../name}}"]);
const word: Writer = ({ g }) => pick(g, WORDS);
const oddWord: Writer = ({ g }) => pick(g, ODD_WORDS);
const emphasis: Writer = (place) => `**${writeInline(deeper(place), 2)}**`;
const link: Writer = (place) =>
  `[${value(place)}](${pick(place.g, ["https://x.example/a", "https://x.example/{{@root.slug}}", "{{@root.url}}"])})`;
const condition: Writer = (place) => {
  const other = place.g(fc.boolean) ? `{{else}}${writeInline(deeper(place), 2)}` : "";
  return `{{#if ${test(place)}}}${writeInline(deeper(place), 2)}${other}{{/if}}`;
};
const loop: Writer = (place) => {
  const comma = place.g(fc.boolean) ? "{{#unless @first}}, {{/unless}}" : "";
  return `{{#each ${list(place)}}}${comma}${writeInline(inItem(place), 2)}{{/each}}`;
};

function writeInline(place: Place, atMost: number): string {
  const blocks = place.room > 0 ? [condition, condition, loop, emphasis] : [];
  const writers = [
    word,
    word,
    word,
    value,
    value,
    link,
    ...blocks,
    ...(pick(place.g, ["", "", "", "odd"]) ? [oddWord] : []),
  ];
  return many(place.g, atMost, () => pick(place.g, writers)(place)).join(pick(place.g, [" ", " ", " ", "", "\n"]));
}

const paragraph: Writer = (place) => writeInline(place, 4);
const heading: Writer = (place) =>
  `${pick(place.g, ["# ", "## ", "### "])}${writeInline({ ...place, room: 0 }, 2).replace(/\n/g, " ")}`;
const rule: Writer = () => "***";
const code: Writer = (place) =>
  `\`\`\`\n${pick(place.g, ["x", "{{name}}", "{{#if on}}\na *b*\n{{/if}}", "{{#each @root.items}}\n{{name}}\n{{/each}}"])}\n\`\`\``;
const html: Writer = (place) => `<div class="x">\n\n${writeInline(place, 2)}\n\n</div>`;

const bulletList: Writer = (place) => {
  const mark = pick(place.g, ["- ", "* ", "1. "]);
  const between = pick(place.g, ["\n", "\n", "\n", "\n\n"]);
  return many(place.g, 3, () => writeItem(place, mark, between)).join(between);
};

function writeItem(place: Place, mark: string, between: string): string {
  const item = (at: Place): string => {
    const text = mark + writeInline({ ...at, room: at.room - 1 }, 2).replace(/\n/g, " ");
    return pick(at.g, ["", "", "", "nested"]) === "" ? text : `${text}\n${" ".repeat(mark.length)}- ${value(at)}`;
  };
  if (place.room === 0) return item(place);
  const gap = between.slice(1);
  return pick<Writer>(place.g, [
    item,
    item,
    (at) => `{{#if ${test(at)}}}\n${item(deeper(at))}\n${gap}{{/if}}`,
    (at) => `{{#if ${test(at)}}}\n${item(deeper(at))}\n${gap}{{else}}\n${item(deeper(at))}\n${gap}{{/if}}`,
    (at) => `{{#each ${list(at)}}}\n${item(inItem(at))}\n${gap}{{/each}}`,
  ])(place);
}

const table: Writer = (place) => {
  const row = (at: Place) => `| ${writeInline({ ...at, room: 0 }, 1).replace(/[\n|]/g, " ")} | ${value(at)} |`;
  const rows = pick(place.g, [
    () => row(place),
    () => `{{#each ${list(place)}}}\n${row(inItem(place))}\n{{/each}}`,
    () => `${row(place)}\n{{#if ${test(place)}}}\n${row(place)}\n{{/if}}`,
  ])();
  return `| a | b |\n|---|--:|\n${rows}`;
};

const quote: Writer = (place) => {
  const line = (at: Place) => `> ${writeInline({ ...at, room: 0 }, 2).replace(/\n/g, " ")}`;
  return pick(place.g, [
    () => line(place),
    () => `${line(place)}\n{{#if ${test(place)}}}\n${line(place)}\n{{/if}}`,
    () => `> - a\n{{#each ${list(place)}}}\n> - ${value(inItem(place))}\n{{/each}}`,
  ])();
};

const conditionBlock: Writer = (place) => {
  const arm = () => `\n${writeFlow(deeper(place))}\n`;
  return `{{#if ${test(place)}}}${arm()}${place.g(fc.boolean) ? `{{else}}${arm()}` : ""}{{/if}}`;
};
const loopBlock: Writer = (place) =>
  `{{#each ${list(place)}}}\n${writeFlow(inItem(place))}\n${pick(place.g, ["\n", "\n", ""])}{{/each}}`;

function writeFlow(place: Place): string {
  return many(place.g, 2, () => writeBlock(place)).join("\n\n");
}

function writeBlock(place: Place): string {
  const blocks = place.room > 0 ? [conditionBlock, conditionBlock, loopBlock] : [];
  const writers = [paragraph, paragraph, heading, bulletList, bulletList, table, quote, rule, code, html, ...blocks];
  return pick(place.g, writers)(place);
}

function test({ g, scope }: Place): string {
  return pick(g, scope === "root" ? ["on", "off"] : ["on", "@root.off"]);
}

function list({ scope }: Place): string {
  return scope === "root" ? "items" : "parts";
}

function deeper(place: Place): Place {
  return { ...place, room: place.room - 1 };
}

function inItem(place: Place): Place {
  return { ...place, room: place.scope === "item" ? 0 : place.room - 1, scope: "item" };
}

function many(g: fc.GeneratorValue, atMost: number, write: () => string): string[] {
  return Array.from({ length: g(fc.integer, { min: 1, max: atMost }) }, write);
}

function pick<T>(g: fc.GeneratorValue, choices: readonly [T, ...T[]] | readonly T[]): T {
  // The lists above are not empty.
  return choices[g(fc.integer, { min: 0, max: choices.length - 1 })] as T;
}

const part = (name: string, on: boolean) => ({ name, on, parts: [] });
const item = (name: string, on: boolean, ...parts: readonly string[]) => ({
  name,
  on,
  parts: parts.map((each) => part(each, !on)),
});
const SHARED = { count: 2, slug: "a-b", url: "https://x.example/?a=1" };

/** Data in which every condition has both outcomes, and lists have none, one, two and four items. */
export const MARKDOWN_DATA = [
  { ...SHARED, name: "*Ana* _x_", on: true, off: false, items: [item("a", true), item("<b>", false, "p")] },
  { ...SHARED, name: "- Ben", on: false, off: true, items: [] },
  { ...SHARED, name: "1. [C](d)", on: true, off: true, items: [item("`", false, "p", "q", "r")] },
  {
    ...SHARED,
    name: "D",
    on: false,
    off: false,
    items: ["a", "b", "c", "d"].map((name) => item(name, name > "b", "p", "q")),
  },
] as const;
