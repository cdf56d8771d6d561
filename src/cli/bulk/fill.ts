import { checkUsedData } from "../../analyze/check-data.js";
import type { Contract } from "../../analyze/contract.js";
import type { Code } from "../../diagnostics/catalog.js";
import { type Problem, RenderError } from "../../runtime/index.js";
import type { Row, RowPlace, Values } from "../recipient-row.js";

/** Why there is no message for a row; holds no values. */
export interface FillProblem {
  readonly code: Code;
  readonly message: string;
  readonly help?: string;
  /** The variable that it is about. */
  readonly path?: string;
  /** Place in the template, if the row is at fault there; its file is named from the folder of templates. */
  readonly at?: Problem["at"];
  /** Place in the line, from 1, if the row cannot be read. */
  readonly column?: number;
}

/** A row that could be read. */
export type FilledRow = RowPlace & { readonly values: Values };

/** What came of a row. */
export type Outcome<Message> =
  | { readonly row: FilledRow; readonly message: Message }
  | { readonly problems: readonly FillProblem[] };

/**
 * Makes what renders the message of a row, which has to fit the contract as well. Columns that no template uses are
 * nobody's fault.
 */
export function createFill<Message>(
  render: (values: Values) => Message,
  contract: Contract,
): (row: Row) => Outcome<Message> {
  return (row) => {
    if ("problem" in row) return { problems: [row.problem] };
    const { rendered, problems } = attempt(row.values);
    const all = [...problems, ...misfits(row.values, problems)];
    return rendered !== undefined && all.length === 0 ? { row, message: rendered } : { problems: all };
  };

  function attempt(values: Values): { readonly rendered?: Message; readonly problems: readonly Problem[] } {
    try {
      return { rendered: render(values), problems: [] };
    } catch (error) {
      if (error instanceof RenderError) return { problems: error.problems };
      throw error;
    }
  }

  function misfits(values: Values, problems: readonly Problem[]): readonly FillProblem[] {
    const isKnown = (code: string, path: string) => problems.some((each) => each.code === code && each.path === path);
    return checkUsedData(values, contract)
      .filter(({ code, shown }) => !isKnown(code, shown))
      .map(({ code, message, help, shown }) => ({ code, message, ...(help !== undefined && { help }), path: shown }));
  }
}
