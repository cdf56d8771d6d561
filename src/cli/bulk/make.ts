import type { Contract } from "../../analyze/contract.js";
import type { Artifact, EmailArtifact } from "../../artifact/artifact.js";
import { loadBytes } from "../../bytes/index.js";
import { helpers } from "../../runtime/helpers/index.js";
import { load, type Rendered, type RenderOptions } from "../../runtime/index.js";
import { sms } from "../../sms/index.js";
import type { Row, Values } from "../recipient-row.js";
import { createFill, type FilledRow } from "./fill.js";
import { createJsonLines } from "./json-lines.js";
import type { Form, Made } from "./made.js";
import { type Mailing, mailFormOf } from "./mail-form.js";
import type { Format } from "./options.js";
import { sizeOf } from "./size.js";

/** What is to be made of the rows of a file. It goes to threads as a copy, so there are no functions in it. */
export interface Order {
  readonly artifact: Artifact;
  readonly contract: Contract;
  readonly rendering: RenderOptions;
  readonly format: Format;
  readonly mailing: Mailing;
  readonly dryRun: boolean;
}

/** Makes what is to be written for a row. A row has no effect on any other. */
export type Make = (row: Row) => Made | Promise<Made>;

/** One by one, as they are asked for: a message that is written is not kept. */
export function* makeEach(rows: readonly Row[], make: Make): Iterable<Made | Promise<Made>> {
  for (const row of rows) yield make(row);
}

export async function createMake(order: Order): Promise<Make> {
  const { artifact, rendering, format, dryRun } = order;
  if (artifact.channel === "email" && format === "ndjson" && !dryRun) return makeLines(artifact, order);
  const compiled = load(artifact, { helpers, sms });
  return makeWith(order, (values) => compiled.render(values, rendering), await formOf(order));
}

/** Renders and writes down the message of each row that fits. */
function makeWith<Message>(
  { contract }: Order,
  render: (values: Values) => Message,
  form: (row: FilledRow, message: Message) => Made | Promise<Made>,
): Make {
  const fill = createFill(render, contract);
  return (row) => {
    const filled = fill(row);
    return "problems" in filled ? filled : form(filled.row, filled.message);
  };
}

async function formOf({ format, mailing, dryRun }: Order): Promise<Form> {
  const form = format === "ndjson" ? line : await mailFormOf(format, mailing);
  if (!dryRun) return form;
  const measure: Form = (_, message) => ({ size: sizeOf(message) });
  // A dry run finds what only writing would find, such as a wrong address.
  return format === "ndjson" ? measure : checked(form, measure);
}

/** What `render` returned, behind the number of its row. */
function line({ row }: FilledRow, message: Rendered): Made {
  return { content: `${JSON.stringify({ row, ...message })}\n` };
}

/** The same for emails, whose html and text never become strings. */
function makeLines(artifact: EmailArtifact, order: Order): Make {
  const compiled = loadBytes(artifact, { helpers });
  const lineOf = createJsonLines();
  let memory = new Uint8Array(64 * 1024);
  return makeWith(
    order,
    (values) => compiled.renderTo(memory, values, order.rendering),
    ({ row }, message) => {
      const { length } = message.html;
      // It came in memory of its own.
      if (message.html.buffer !== memory.buffer && length > memory.length / 2) memory = new Uint8Array(4 * length);
      return { content: lineOf({ row, ...message }) };
    },
  );
}

function checked(check: Form, form: Form): Form {
  return async (row, message) => {
    const made = await check(row, message);
    return "problems" in made ? made : form(row, message);
  };
}
