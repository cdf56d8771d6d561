import { fileURLToPath } from "node:url";
import type { Variables } from "../../src/runtime/index.js";
import { FILES } from "../../test/oracle/cases.js";
import { readTemplateFiles } from "../../test/oracle/template-files.js";
import { type EmailCase, loadEmailCase, loadSmsCase, type SmsCase } from "./case.js";

/** A template of the bench: the least that one writes, of which most is what MJML puts around everything. */
export async function loadSmall(): Promise<EmailCase> {
  const files = await readTemplateFiles(fileURLToPath(new URL("../templates", import.meta.url)));
  const variables = { first_name: "Ana", code: "482 915", minutes: 15, device: "Firefox on Linux" };
  return await loadEmailCase({ size: "small", files, template: "sign-in", variables });
}

/** The shipped receipt with its sample of three items. */
export async function loadMedium(): Promise<EmailCase> {
  return await loadEmailCase({ size: "medium", files: FILES, template: "receipt", variables: sampleOf("receipt") });
}

const LARGE_ITEMS = 500;

/** The same receipt for a large order. */
export async function loadLarge(): Promise<EmailCase> {
  const variables = { ...sampleOf("receipt"), items: Array.from({ length: LARGE_ITEMS }, (_, index) => itemOf(index)) };
  return await loadEmailCase({ size: "large", files: FILES, template: "receipt", variables });
}

/** The shipped reminder, which fits into one segment. */
export async function loadSms(): Promise<SmsCase> {
  const variables = sampleOf("event-reminder");
  return await loadSmsCase({ size: "sms", files: FILES, template: "event-reminder", variables });
}

function sampleOf(template: string): Variables {
  return JSON.parse(FILES[`${template}/samples/default.json`] ?? "");
}

const GOODS = ["Stoneware mug, moss green", "Linen tea towel", "Beeswax candle", "Tom & Ana's jam <plum>"];

/** Every fourth name has characters that are escaped. */
function itemOf(index: number): Variables {
  return { name: `${GOODS[index % GOODS.length]} no. ${index}`, quantity: 1 + (index % 7), amount: `$${index + 5}.00` };
}
