import { toJsonSchema } from "../analyze/json-schema.js";
import { ARTIFACT_VERSION, type SmsArtifact } from "../artifact/artifact.js";
import { hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.js";
import { createTables } from "../lower/tables.js";
import { lowerText } from "../lower/text.js";
import { readDeclaration, settleContract } from "./contract.js";
import { type Compiled, failed } from "./email.js";
import { expand } from "./expand.js";
import { startBudget } from "./expansion.js";
import { describeSources, madeBy } from "./provenance.js";
import type { Template } from "./read-template.js";
import type { SmsRequest } from "./request.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** Source to artifact for an SMS: no layout, no HTML. */
export async function compileSms(request: SmsRequest, sources: Sources, theme: Theme): Promise<Compiled<SmsArtifact>> {
  const template = await readBody(request, sources);
  if (template === undefined) return failed(sources.diagnostics);
  const declared = await readDeclaration(request.template, sources);
  const expanded = await expand(template.nodes, {
    sources,
    theme,
    slots: {},
    target: "text",
    used: new Set(),
    budget: startBudget(sources),
    includedFrom: undefined,
    template: request.template,
    declared,
  });
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  const { parts, contract } = settleContract({ text: expanded }, request, { declared, sources });
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);

  const tables = createTables(sources.all);
  const text = lowerText(parts.text, "line", tables);
  return {
    artifact: {
      platen: ARTIFACT_VERSION,
      channel: "sms",
      name: request.template ?? "message",
      madeBy: madeBy("sms"),
      sources: describeSources(sources.all),
      strings: tables.strings(),
      positions: tables.positions,
      contract: toJsonSchema(contract),
      programs: { text },
    },
    contract,
    diagnostics: sortDiagnostics(sources.diagnostics),
  };
}

async function readBody(request: SmsRequest, sources: Sources): Promise<Template | undefined> {
  if (request.content !== undefined) return sources.given("content", request.content);
  const template = request.template && (await sources.file(`${request.template}/sms.txt`));
  if (template) return template;
  const [code, message, help] =
    request.template === undefined
      ? (["missing-content", "the SMS has no content", "give `content`, or name a `template`"] as const)
      : ([
          "unknown-template",
          `there is no SMS template \`${request.template}\``,
          `add a file \`${request.template}/sms.txt\` to the template folder`,
        ] as const);
  sources.diagnostics.push({ code, severity: "error", message, help });
  return undefined;
}
