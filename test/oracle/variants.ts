import type { Variables } from "../../src/runtime/index.js";
import type { TemplateFiles } from "./template-files.js";

/** Templates in which MJML or the inliner computes on what variables decide, with data for their outcomes. */
export interface VariantCase {
  readonly name: string;
  readonly body: string;
  readonly head?: string;
  readonly contract?: object;
  readonly data: readonly Variables[];
  /** What the contract gives for missing variables; the reference knows no contract. */
  readonly defaults?: Variables;
}

const ON_AND_OFF = [{ on: true, name: "Ana" }, { on: false, name: "Ben" }, { name: "<&>" }];
const SIZES = { properties: { size: { enum: ["120px", "50%", "33.3%"] }, on: {}, name: {} } };
const SIZE_DATA = [{ size: "120px" }, { size: "50%" }, { size: "33.3%" }];
const COLUMNS = {
  properties: {
    columns: { type: "array", maxItems: 4, items: { properties: { name: { type: "string" }, wide: {}, parts: {} } } },
    name: {},
  },
};
const COLUMN_DATA = [0, 1, 2, 3, 4].map((count) => ({
  name: "N",
  columns: Array.from({ length: count }, (_, index) => ({ name: `c${index}`, wide: index % 2 === 0, parts: ["p"] })),
}));
const ROWS = [
  { rows: [] },
  { rows: [{ wide: true, name: "a", size: "120px" }] },
  { rows: [true, false, true].map((wide, index) => ({ wide, name: `r${index}`, size: wide ? "50%" : "120px" })) },
  { rows: [false, false].map((wide, index) => ({ wide, name: `r${index}`, size: "33.3%" })) },
];

export const VARIANT_CASES: readonly VariantCase[] = [
  {
    name: "a column under a condition",
    body: section(`${column("A {{name}}")}{{#if on}}${column("B {{name}}")}{{/if}}`),
    data: ON_AND_OFF,
  },
  {
    name: "a column with an else part, and text that asks the same",
    body: `${section(`{{#unless on}}${column("A")}{{else}}${column("B")}${column("C")}{{/unless}}${column("D")}`)}${text("{{#if on}}yes{{else}}no{{/if}} {{name}}")}`,
    data: ON_AND_OFF,
  },
  {
    name: "conditions in each other",
    body: section(
      `{{#if on}}${column("A")}{{#if off}}${column("B")}{{else if name}}${column("{{name}}")}{{/if}}{{/if}}${column("Z")}`,
    ),
    data: [...ON_AND_OFF, { on: true, off: true }, { on: true }],
  },
  {
    name: "two conditions in two sections",
    body: `${section(`${column("A")}{{#if on}}${column("B")}{{/if}}`)}${text("{{name}}")}${section(`{{#if off}}${column("C")}{{/if}}${column("D")}`)}`,
    data: [...ON_AND_OFF, { on: true, off: true, name: "" }, { off: true, name: "x" }],
  },
  {
    name: "the same condition in two sections",
    body: `${section(`${column("A")}{{#if on}}${column("B")}{{/if}}`)}${text("{{name}}")}${section(`{{#unless on}}${column("C")}{{/unless}}${column("D")}`)}`,
    data: ON_AND_OFF,
  },
  {
    name: "columns of a group",
    body: section(`<mj-group>{{#if on}}${column("A")}{{/if}}${column("B {{name}}")}</mj-group>${column("C")}`),
    data: ON_AND_OFF,
  },
  {
    name: "a group under a condition",
    body: section(`{{#if on}}<mj-group>${column("A")}${column("B")}</mj-group>{{/if}}${column("C {{name}}")}`),
    data: ON_AND_OFF,
  },
  {
    name: "a loop over columns",
    body: `${section(`{{#each columns}}${column("{{name}} {{@index}} {{../name}}")}{{/each}}`)}${text("after")}`,
    contract: COLUMNS,
    data: COLUMN_DATA,
  },
  {
    name: "a loop over columns with an else part and block parameters",
    body: section(
      `{{#each columns as |it at|}}${column("{{it.name}} {{at}} {{#if @last}}last{{/if}} {{#each parts}}{{this}}{{@../index}}{{/each}}")}{{else}}${column("none")}{{/each}}`,
    ),
    contract: COLUMNS,
    data: COLUMN_DATA,
  },
  {
    name: "columns between the columns of a loop",
    body: section(`{{#each columns}}${column("{{name}}")}{{#unless @last}}${column("|")}{{/unless}}{{/each}}`),
    contract: COLUMNS,
    data: COLUMN_DATA,
  },
  {
    name: "a condition in a loop over columns",
    body: section(
      '{{#each columns}}<mj-column width="{{#if wide}}60%{{else}}20%{{/if}}"><mj-text>{{name}}</mj-text></mj-column>{{/each}}',
    ),
    contract: {
      properties: { columns: { type: "array", maxItems: 2, items: { properties: { name: {}, wide: {} } } } },
    },
    data: COLUMN_DATA.slice(0, 3),
  },
  {
    name: "a condition about columns in a loop over sections",
    body: `{{#each rows}}${section(`${column("{{name}}")}{{#if wide}}${column("W {{name}}")}{{/if}}`)}{{/each}}${text("after")}`,
    data: ROWS,
  },
  {
    name: "a listed width in a loop over sections",
    body: `{{#each rows}}${section(`<mj-column width="{{size}}"><mj-text>{{name}}</mj-text></mj-column>`)}{{/each}}`,
    contract: {
      properties: {
        rows: {
          type: "array",
          items: { properties: { size: { enum: ["120px", "50%", "33.3%"] }, name: {}, wide: {} } },
        },
      },
    },
    data: ROWS,
  },
  {
    name: "a column under a condition in a section under another one",
    body: `{{#if name}}${section(`${column("A {{name}}")}{{#if on}}${column("B")}{{/if}}`)}{{/if}}${text("x")}`,
    data: [...ON_AND_OFF, { on: true }],
  },
  {
    name: "a width in a section under a condition",
    body: `{{#if on}}${section('<mj-column width="{{size}}"><mj-text>x</mj-text></mj-column>')}{{/if}}${text("x")}`,
    contract: SIZES,
    data: [...SIZE_DATA.map((data) => ({ ...data, on: true })), { on: false }, { on: false, size: "50%" }],
  },
  {
    name: "a width from a list",
    body: section(`<mj-column width="{{size}}"><mj-text>{{name}}</mj-text></mj-column>${column("B")}`),
    contract: SIZES,
    data: SIZE_DATA.map((data) => ({ ...data, name: "N" })),
  },
  {
    name: "a width with a default",
    body: section('<mj-column width="{{size}}"><mj-text>A</mj-text></mj-column>'),
    contract: { properties: { size: { enum: ["120px", "50%"], default: "50%" } } },
    data: [{ size: "120px" }, {}],
    defaults: { size: "50%" },
  },
  {
    name: "a choice in a width",
    body: section(
      '<mj-column width="{{#if on}}70%{{else}}30%{{/if}}" padding="{{#if on}}1px{{/if}}0px"><mj-text>{{name}}</mj-text></mj-column>',
    ),
    data: ON_AND_OFF,
  },
  {
    name: "numbers, booleans and keywords",
    body: `<mj-section full-width="{{#if on}}full-width{{/if}}"><mj-column>
      <mj-image src="https://x/y.png" width="{{px}}px" fluid-on-mobile="{{fluid}}" align="{{side}}" />
      <mj-button href="https://x/" inner-padding="{{px}}px" align="{{side}}">{{name}}</mj-button>
      <mj-divider border-width="{{px}}px" /></mj-column></mj-section>`,
    contract: {
      properties: {
        px: { enum: [4, 80] },
        fluid: { type: "boolean" },
        side: { enum: ["left", "right"] },
        on: {},
        name: {},
      },
    },
    data: [
      { px: 4, fluid: true, side: "left", on: true, name: "x" },
      { px: 80, fluid: false, side: "right", on: false, name: "y" },
      { px: "80", fluid: "true", side: "left", name: "z" },
    ],
  },
  {
    name: "classes",
    head: `<mj-attributes><mj-class name="big" font-size="30px" /><mj-class name="small" font-size="10px" /></mj-attributes>
      <mj-style>.hot div { color: red } .cold { color: blue } p.x { margin: 0 } #i { padding: 1px }</mj-style>`,
    body: `<mj-section css-class="{{#if on}}hot{{else}}cold{{/if}}"><mj-column><mj-text mj-class="{{kind}}"><p class="{{#if on}}x{{/if}} y" id="{{#if on}}i{{else}}j{{/if}}">{{name}}</p></mj-text></mj-column></mj-section>`,
    contract: { properties: { kind: { enum: ["big", "small"] }, on: {}, name: {} } },
    data: ON_AND_OFF.flatMap((data) => ["big", "small"].map((kind) => ({ ...data, kind }))),
  },
  {
    name: "declarations under a condition",
    head: "<mj-style>p { margin: 0 } .w { font-weight: bold }</mj-style>",
    body: text(`<p class="w" style="color:red;{{#if on}}font-weight:bold;{{/if}}padding:{{px}}px">{{name}}</p>`),
    contract: { properties: { px: { enum: [1, 2] }, on: {}, name: {} } },
    data: ON_AND_OFF.map((data) => ({ ...data, px: 2 })),
  },
  {
    name: "rules under a condition",
    head: `<mj-style>.a { {{#if on}}color: red{{else}}color: blue; margin: 0{{/if}} } {{#if on}}p { padding: 1px }{{/if}}
      @media print { {{#unless on}}p { color: black }{{/unless}} }</mj-style>{{#if name}}<mj-style inline="inline">b { color: green }</mj-style>{{/if}}`,
    body: text('<p class="a">x {{name}} <b>y</b></p>'),
    data: [...ON_AND_OFF, { name: "" }],
  },
  {
    name: "components of the head under a condition",
    head: `<mj-attributes>{{#if on}}<mj-text font-size="20px" />{{/if}}<mj-all padding="{{#if on}}1px{{else}}2px{{/if}}" /></mj-attributes>
      <mj-breakpoint width="{{#if on}}300px{{else}}500px{{/if}}" />{{#if on}}<mj-font name="Lato" href="https://x/lato.css" />{{/if}}`,
    body: section('<mj-column><mj-text font-family="Lato">{{name}}</mj-text></mj-column>'),
    data: ON_AND_OFF,
  },
  {
    name: "pictures of a carousel",
    body: section(
      '<mj-column><mj-carousel>{{#each pictures}}<mj-carousel-image src="{{this}}" />{{/each}}</mj-carousel></mj-column>',
    ),
    contract: { properties: { pictures: { type: "array", maxItems: 3, items: { type: "string" } } } },
    data: [1, 2, 3].map((count) => ({
      pictures: ["https://x/a.png", "https://x/b.png", "https://x/c.png"].slice(0, count),
    })),
  },
  {
    name: "a link that may be left out",
    body: section('<mj-column><mj-button href="{{#if url}}{{url}}{{/if}}">Go</mj-button></mj-column>'),
    data: [{ url: "https://www.example.com/" }, {}],
  },
  {
    name: "an object that may be missing",
    body: section(
      `{{#with card}}${column("{{title}} {{../name}}")}{{else}}${column("none")}{{/with}}${column("{{name}}")}`,
    ),
    data: [{ name: "n", card: { title: "T" } }, { name: "n" }],
  },
  {
    name: "columns of a partial with arguments",
    body: section(`{{> pair first=name second="S"}}${column("x")}{{> pair first="F" second=none}}`),
    data: [
      { name: "n", none: "" },
      { name: "", none: "y" },
    ],
  },
  {
    name: "a gap in a wrapper",
    body: `<mj-wrapper gap="10px">{{#if on}}${text("A")}{{/if}}${text("B {{name}}")}</mj-wrapper>`,
    data: ON_AND_OFF,
  },
  {
    name: "a social element whose name is listed",
    body: section(
      '<mj-column><mj-social><mj-social-element name="{{net}}" href="https://x/">{{#if on}}N{{/if}}</mj-social-element></mj-social></mj-column>',
    ),
    contract: { properties: { net: { enum: ["facebook", "github"] }, on: {} } },
    data: [{ net: "facebook", on: true }, { net: "github" }],
  },
  {
    name: "a list that may be missing",
    body: section(`${column("A")}{{#each columns}}${column("{{this}}")}{{/each}}`),
    contract: { properties: { columns: { type: ["array", "null"], maxItems: 2, items: { type: "string" } } } },
    data: [{ columns: ["x"] }, {}, { columns: [] }, { columns: ["x", "y"] }],
  },
  {
    name: "a section about a boolean",
    body: section(`${column("A")}{{#on}}${column("B {{name}}")}{{else}}${column("C {{name}}")}{{/on}}`),
    contract: { properties: { on: { type: "boolean" }, name: {} } },
    data: [{ on: true, name: "n" }, { on: false, name: "n" }, { name: "n" }],
  },
  {
    name: "an inverted section about anything",
    body: section(`${column("A")}{{^on}}${column("B {{name}}")}{{/on}}`),
    data: [true, false, 0, "", "x", [], [1, 2], { name: "o" }, undefined, null].map((on) => ({ on, name: "n" })),
  },
  {
    name: "an inverted section in a loop over sections",
    body: `{{#each rows}}${section(`${column("{{name}}")}{{^wide}}${column("N {{name}}")}{{/wide}}`)}{{/each}}`,
    data: ROWS,
  },
  {
    name: "a section about an object",
    body: section(`{{#card}}${column("{{title}} {{../name}}")}{{/card}}${column("{{name}}")}`),
    contract: { properties: { card: { type: "object", properties: { title: {} } }, name: {} } },
    data: [{ name: "n", card: { title: "T" } }, { name: "n" }],
  },
  {
    name: "a section about a text or a boolean",
    body: section(`{{#card}}${column("{{this}}")}{{/card}}${column("{{name}}")}`),
    contract: { properties: { card: { type: ["string", "number", "boolean"] }, name: {} } },
    data: ["", "x", 0, 1, false].map((card) => ({ card, name: "n" })),
  },
  {
    name: "a section about a list",
    body: `${section(`{{#columns as |it at|}}${column("{{name}} {{@index}} {{../name}} {{it.name}} {{at}} {{#if @last}}l{{/if}}")}{{else}}${column("none")}{{/columns}}`)}${section(`${column("x")}{{#columns}}${column("{{name}}")}{{/columns}}`)}`,
    contract: COLUMNS,
    data: [...COLUMN_DATA, { name: "n" }],
  },
  {
    name: "sections in sections",
    body: section(
      `{{#card}}{{#on}}${column("{{title}} {{../name}}")}{{/on}}{{^on}}${column("no {{title}}")}{{/on}}{{/card}}${column("z")}`,
    ),
    contract: {
      properties: { card: { type: "object", properties: { title: {}, on: { type: "boolean" } } }, name: {} },
    },
    data: [
      { name: "n", card: { title: "T", on: true } },
      { name: "n", card: { title: "T", on: false } },
      { name: "n" },
    ],
  },
  {
    name: "a carousel whose colour is chosen",
    body: section(
      `<mj-column><mj-carousel tb-hover-border-color="{{#if on}}red{{else}}{{color}}{{/if}}"><mj-carousel-image src="https://x/a.png" /></mj-carousel></mj-column>{{#unless on}}${column("{{name}}")}{{/unless}}`,
    ),
    data: [
      { on: true, name: "n" },
      { on: false, name: "n", color: "#abc" },
    ],
  },
  {
    name: "a web font under a condition in a section under another one",
    head: '<mj-font name="Mine" href="https://fonts.example/css?family=Mine" />',
    body: `{{#if name}}${section(`<mj-column>${words("{{#if on}}Lato{{else}}Mine{{/if}}", "A {{name}}")}</mj-column>`)}{{/if}}${text("x")}`,
    data: [...ON_AND_OFF, {}, { on: true, name: "" }],
  },
  {
    name: "web fonts in a loop over sections",
    body: `{{#each rows}}${section(`<mj-column>${words("{{font}}", "A {{name}}")}</mj-column>{{#if wide}}<mj-column>${words("Roboto", "B")}</mj-column>{{/if}}`)}{{/each}}${section(`<mj-column>${words("Open Sans", "z")}</mj-column>`)}`,
    contract: {
      properties: {
        rows: {
          type: "array",
          items: { properties: { font: { enum: ["Lato", "Open Sans", "serif"] }, name: {}, wide: {}, size: {} } },
        },
      },
    },
    data: ROWS.flatMap(({ rows }) =>
      [["Lato"], ["serif", "Open Sans"], ["Open Sans", "Lato", "serif"]].map((fonts) => ({
        rows: rows.map((row, index) => ({ ...row, font: fonts[index % fonts.length] })),
      })),
    ),
  },
  {
    name: "components with rules of their own in a loop over sections",
    body: `{{#each rows}}${section(`${column("{{name}}")}{{#if wide}}<mj-column><mj-image src="https://x/a.png" fluid-on-mobile="true" /></mj-column>{{else}}<mj-column width="90px"><mj-accordion><mj-accordion-element><mj-accordion-title>{{name}}</mj-accordion-title></mj-accordion-element></mj-accordion></mj-column>{{/if}}`)}{{/each}}${text("z")}`,
    head: "<mj-style>p { color: red } @media print { .a { margin: 0 } }</mj-style>",
    data: ROWS,
  },
  {
    name: "a navbar beside a column that may be there, in a section under a condition",
    body: `{{#if name}}${section(`{{#if on}}<mj-column><mj-navbar hamburger="hamburger"><mj-navbar-link href="https://x/">a</mj-navbar-link></mj-navbar></mj-column>{{/if}}${column("{{name}}")}`)}{{/if}}${text("x")}`,
    data: [...ON_AND_OFF, { on: true }],
  },
  {
    name: "a carousel that may be there before a navbar, in a section under a condition",
    body: `{{#if name}}${section(`${column("{{name}}")}{{#if on}}<mj-column><mj-carousel><mj-carousel-image src="https://x/a.png" /></mj-carousel></mj-column>{{/if}}`)}{{/if}}${section('<mj-column><mj-navbar hamburger="hamburger"><mj-navbar-link href="https://x/">a</mj-navbar-link></mj-navbar></mj-column>')}`,
    data: [...ON_AND_OFF, { on: true }],
  },
  {
    name: "a carousel that may be there beside another, in a section under a condition",
    body: `${section("<mj-column><mj-carousel><mj-carousel-image src='https://x/a.png' /></mj-carousel></mj-column>")}{{#if name}}${section(`${column("{{name}}")}{{#if on}}<mj-column><mj-carousel><mj-carousel-image src="https://x/a.png" /></mj-carousel></mj-column>{{/if}}`)}{{/if}}`,
    data: [...ON_AND_OFF, { on: true }, { name: "n" }],
  },
  {
    name: "a carousel of more or fewer pictures, in a section under a condition",
    body: `{{#if name}}${section(`<mj-column><mj-carousel><mj-carousel-image src="https://x/a.png" />{{#if on}}<mj-carousel-image src="https://x/b.png" />{{/if}}</mj-carousel></mj-column>`)}{{/if}}${text("x")}`,
    data: [...ON_AND_OFF, { on: true }, { name: "n" }],
  },
  {
    name: "a loop that is in question after what is inside of it",
    body: `${section('<mj-column><mj-navbar hamburger="hamburger"><mj-navbar-link href="https://x/">a</mj-navbar-link></mj-navbar></mj-column>')}${section('<mj-column>{{#each items}}<mj-table align="{{side}}"><tr><td>t</td></tr></mj-table><mj-navbar><mj-navbar-link href="https://x/">{{side}}</mj-navbar-link></mj-navbar>{{/each}}</mj-column>')}`,
    contract: {
      properties: {
        items: { type: "array", maxItems: 2, items: { properties: { side: { enum: ["left", "right"] } } } },
      },
    },
    data: [[], ["left"], ["right"], ["left", "right"], ["right", "right"]].map((sides) => ({
      items: sides.map((side) => ({ side })),
    })),
  },
  {
    name: "columns in sections under conditions, and fonts at the top",
    body: `{{#if name}}${section(`{{#if on}}${column("A")}{{/if}}${column("{{name}}")}`)}{{/if}}${section(`<mj-column>${words("{{#if off}}Lato{{/if}}", "x")}</mj-column>{{#if off}}${column("y")}{{/if}}`)}`,
    data: [...ON_AND_OFF, { on: true }, { on: true, off: true, name: "n" }, { off: true }],
  },
  {
    name: "an object that is looped over",
    body: section(`{{#each columns}}${column("{{@key}} {{this}}")}{{/each}}`),
    contract: { properties: { columns: { maxItems: 2 } } },
    data: [{ columns: { a: 1 } }, { columns: { b: 2, a: 3 } }, { columns: ["z"] }],
  },
];

export function filesOf({ head = "", body, contract }: VariantCase): TemplateFiles {
  return {
    "t/email.mjml": `---\nsubject: S\n---\n<mjml><mj-head>${head}</mj-head><mj-body>${body}</mj-body></mjml>`,
    "partials/pair.mjml": `{{#if first}}${column("1 {{first}}")}{{/if}}{{#if second}}${column("2 {{second}}")}{{/if}}`,
    ...(contract && { "t/contract.json": JSON.stringify(contract) }),
  };
}

function section(columns: string): string {
  return `<mj-section>${columns}</mj-section>`;
}

function column(html: string): string {
  return `<mj-column><mj-text>${html}</mj-text></mj-column>`;
}

function text(html: string): string {
  return section(column(html));
}

function words(font: string, html: string): string {
  return `<mj-text font-family="${font}">${html}</mj-text>`;
}
