import { toJsonSchema } from "../analyze/json-schema.js";
import { ARTIFACT_VERSION, type SmsArtifact } from "../artifact/artifact.js";
import { hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.js";
import { createTables } from "../lower/tables.js";
import { lowerText } from "../lower/text.js";
import type { TemplateStore } from "../source/template-store.js";
import { type Compiled, failed } from "./compiled.js";
import { readDeclaration, settleContract } from "./contract.js";
import { domainSources } from "./domain-sources.js";
import { expand } from "./expand.js";
import { startBudget } from "./expansion.js";
import { partialTypesOf, type TypedTemplate } from "./notations.js";
import { once } from "./once.js";
import { type CompileSettings, openSources } from "./open-sources.js";
import { checkOptOut } from "./opt-out.js";
import { describeSources, madeBy } from "./provenance.js";
import type { Template } from "./read-template.js";
import type { SmsRequest } from "./request.js";
import type { Sources, TrustPolicy } from "./sources.js";

/** Source to artifact for an SMS: no layout, and HTML only to derive a text from it. */
export async function compileSms(
  request: SmsRequest,
  store: TemplateStore,
  settings: CompileSettings,
): Promise<Compiled<SmsArtifact>> {
  const { sources, theme } = await openSources(store, { ...settings, trust: NO_HTML });
  const body = await readBody(request, sources);
  if (body === undefined) return failed(sources.diagnostics);
  const { template, type } = body;
  const declared = await readDeclaration(request.template, sources);
  const expanded = await expand(template.nodes, {
    sources,
    theme,
    slots: {},
    ...(type === "text" ? { target: "text" } : { target: "document", ...partialTypesOf(type) }),
    used: new Set(),
    budget: startBudget(sources),
    includedFrom: undefined,
    template: request.template,
    declared,
  });
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  // What reads and lays out HTML is loaded where there is some: few texts are derived from it.
  const given = {
    text: type === "text" ? expanded : await (await loadMarkup()).toMarkup(body, expanded, sources),
  };
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  const { parts, contract, typesOf } = settleContract(given, request, { declared, sources });
  sources.diagnostics.push(...checkOptOut(parts.text, contract, isMarketing(request, template, sources)));
  if (hasErrors(sources.diagnostics)) return failed(sources.diagnostics);

  const tables = createTables(sources.all);
  const known = { contract, typesOf, ...domainSources(declared, sources) };
  const text =
    type === "text"
      ? lowerText(parts.text, "line", tables)
      : await (await loadDerivation()).deriveText(parts.text, known, { sources, tables });
  if (text === undefined || hasErrors(sources.diagnostics)) return failed(sources.diagnostics);
  return {
    artifact: {
      platen: ARTIFACT_VERSION,
      channel: "sms",
      name: request.template ?? "message",
      madeBy: madeBy(type === "text" ? "sms" : "email"),
      sources: describeSources(sources.all),
      strings: tables.strings(),
      positions: tables.positions,
      contract: toJsonSchema(contract),
      programs: { text },
      ...(type !== "text" && { textMode: "layout" }),
    },
    contract,
    diagnostics: sortDiagnostics(sources.diagnostics),
  };
}

const loadMarkup = once(() => import("./markup.js"));
const loadDerivation = once(() => import("./derive-text.js"));

/** The HTML from which the text is derived is shown to nobody. */
const NO_HTML: TrustPolicy = { templates: "trusted", contents: "trusted" };

/** What the request says wins over the front matter of the template. */
function isMarketing({ marketing }: SmsRequest, { frontMatter }: Template, sources: Sources): boolean | undefined {
  const span = frontMatter.values.get("marketing");
  if (marketing !== undefined || span === undefined) return marketing;
  const value = span.source.text.slice(span.start, span.end);
  if (value === "true" || value === "false") return value === "true";
  const message = "`marketing` is neither true nor false";
  sources.diagnostics.push({
    code: "bad-front-matter",
    severity: "error",
    message,
    help: "write one of the two",
    span,
  });
  return undefined;
}

async function readBody(request: SmsRequest, sources: Sources): Promise<TypedTemplate | undefined> {
  const { content, content_type: type = "text" } = request;
  if (content !== undefined) return { template: sources.given("content", content), type };
  const template = request.template && (await sources.file(`${request.template}/sms.txt`));
  if (template) return { template, type: "text" };
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
