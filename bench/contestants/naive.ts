import { renderReference } from "../../test/oracle/reference.js";
import type { EmailCase } from "../cases/case.js";
import { type Contestant, encode } from "./contestant.js";

/** The slow way as people write it: the reference pipeline, run from its sources for every message. */
export function naiveContestant({ files, template, variables }: EmailCase): Contestant {
  const request = { type: "email", template } as const;
  return {
    name: "fill, then MJML, juice, html-to-text",
    about: "the reference: Handlebars compiles and fills, then MJML, juice and html-to-text run, for every message",
    render: async () => encode(await renderReference({ files, request, variables })),
  };
}
