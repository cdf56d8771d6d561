import { expect, test } from "vitest";
import { toTypeScript } from "../../src/analyze/typescript.js";
import { contractOf } from "./contract-of.js";

async function typesOf(template: string, contract?: object, name = "t"): Promise<string> {
  const files = contract === undefined ? {} : { "t/contract.json": JSON.stringify(contract) };
  const text = toTypeScript([{ template: name, contract: await contractOf(template, files) }]);
  return text.slice(text.indexOf("export"), text.indexOf("\ndeclare"));
}

test("an interface for each template, and all of them by name", async () => {
  const contract = await contractOf("{{a}}");
  const names = ["receipt", "event-reminder", "event_reminder", "2fa"];
  const text = toTypeScript(names.map((template) => ({ template, contract })));
  expect(text.slice(text.indexOf("declare"))).toBe(`declare module "platen" {
  interface TemplateVariables {
    readonly receipt: ReceiptVariables;
    readonly "event-reminder": EventReminderVariables;
    readonly event_reminder: Event_reminderVariables;
    readonly "2fa": Template2faVariables;
  }
}
`);
});

test("names that come to the same are told apart", async () => {
  const contract = await contractOf("{{a}}");
  const text = toTypeScript(["a-b", "a.b"].map((template) => ({ template, contract })));
  expect(text).toContain("export interface ABVariables {");
  expect(text).toContain("export interface ABVariables2 {");
});

test("shapes", async () => {
  const template = `{{a}}{{[first name]}}{{#if b}}{{b.c}}{{/if}}{{#if vip}}{{points}}{{/if}}{{#each items}}{{d}}{{/each}}
{{#each names}}{{this}}{{/each}}{{#each prices}}{{@key}}{{this}}{{/each}}`;
  expect(await typesOf(template)).toBe(`export interface TVariables {
  readonly a: string | number | boolean;
  readonly "first name": string | number | boolean;
  readonly b?: {
    readonly c: string | number | boolean;
  } | null;
  readonly vip?: unknown;
  /** Needed when vip. */
  readonly points?: string | number | boolean | null;
  readonly items: readonly {
    readonly d: string | number | boolean;
  }[];
  readonly names: readonly (string | number | boolean)[];
  readonly prices: readonly (string | number | boolean)[] | {
    readonly [name: string]: string | number | boolean;
  };
}
`);
});

test("what a contract declares", async () => {
  const contract = {
    properties: {
      plan: { type: "string", enum: ["free", "pro"], description: "The plan. */ export {}" },
      due: { type: "string", format: "date" },
      count: { type: "integer", default: 1 },
      tags: { type: "array", maxItems: 3, items: { type: "string" } },
      open: { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    },
    required: ["plan", "tags"],
  };
  expect(await typesOf("{{plan}}", contract)).toBe(`export interface TVariables {
  /** The plan. *\\/ export {} */
  readonly plan: "free" | "pro";
  /** Format: date. */
  readonly due?: string | null;
  /** @default 1 */
  readonly count?: number | null;
  /** At most 3 items. */
  readonly tags: readonly string[];
  readonly open?: {
    readonly a?: string | null;
    readonly [name: string]: unknown;
  } | null;
}
`);
});

test("a template without variables", async () => {
  expect(await typesOf("Hello")).toBe("export interface TVariables {}\n");
});
