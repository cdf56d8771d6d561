import { TEMPLATE_ROOT } from "../../test/oracle/cases.js";
import { measureFresh, sinceHere } from "../fresh-process.js";
import { measureSlow } from "../measure.js";
import { platen } from "../package-under-test.js";
import type { Group } from "../report.js";
import { measureDocumentGrowth } from "./document-growth.js";
import { measureNewContent } from "./new-content.js";

/** Measures compiling: cold, warm, incremental, and how it grows. */
export async function measureCompiling(): Promise<readonly Group[]> {
  const { first } = measureFresh({ first: FIRST_COMPILE }, 5);
  const warm = await measureSlow(12, compileReceipt);
  const content = await measureNewContent();
  const documents = Object.entries(await measureDocumentGrowth());
  const about = "two columns each, with values, a condition and a button";
  return [
    {
      title: "compiling the receipt",
      rows: [
        { name: "again", about: "templates read and compiled in a process that has done so before", value: warm },
        { name: "first", about: "in a fresh process, with importing platen and mjml", value: first },
      ],
    },
    {
      title: "a new content in a known layout",
      rows: [
        {
          name: "one message the slow way",
          about: "the announcement with a content that comes once",
          value: content.slow,
        },
        { name: "compile it", about: "its layout was compiled with another content before", value: content.compile },
      ],
    },
    {
      title: "compiling documents of",
      rows: documents.map(([sections, value]) => ({ name: `${sections} sections`, about, value })),
    },
  ];
}

const FIRST_COMPILE = sinceHere(`
  const { createRenderer } = await import("platen");
  const renderer = createRenderer({ templates: ${JSON.stringify(TEMPLATE_ROOT)} });
  await renderer.compile({ type: "email", template: "receipt" });`);

async function compileReceipt(): Promise<void> {
  await platen.createRenderer({ templates: TEMPLATE_ROOT }).compile({ type: "email", template: "receipt" });
}
