import { CATALOG } from "./catalog.js";
import type { DiagnosticJson, IncludeJson } from "./diagnostic.js";

/** What of SARIF 2.1.0 code hosts read. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly [SarifRun];
}

interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly columnKind: "utf16CodeUnits";
  readonly results: readonly SarifResult[];
}

interface SarifDriver {
  readonly name: "platen";
  readonly version: string;
  readonly rules: readonly { readonly id: string; readonly shortDescription: { readonly text: string } }[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: "error" | "warning";
  readonly message: { readonly text: string };
  readonly locations?: readonly [{ readonly physicalLocation: SarifLocation }];
  /** Where the file is included. */
  readonly relatedLocations?: readonly SarifRelated[];
}

type Region = Pick<DiagnosticJson, "line" | "column" | "endLine" | "endColumn">;

interface SarifRelated {
  readonly physicalLocation: SarifLocation;
  readonly message: { readonly text: string };
}

interface SarifLocation {
  readonly artifactLocation: { readonly uri: string };
  readonly region?: {
    readonly startLine: number;
    readonly startColumn?: number;
    readonly endLine?: number;
    readonly endColumn?: number;
  };
}

/**
 * Writes findings as SARIF 2.1.0, which code hosts show beside the lines they are about.
 *
 * @param version Platen's own.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(findings: readonly DiagnosticJson[], version: string): SarifLog {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const rules = codes.map((id) => ({ id, shortDescription: { text: CATALOG[id] } }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "platen", version, rules } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
      },
    ],
  };
}

function resultOf(finding: DiagnosticJson, ruleIndex: number): SarifResult {
  const { code, severity, message, help, file, includedFrom } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: help === undefined ? message : `${message}\nhelp: ${help}` },
    ...(file === undefined ? {} : { locations: [{ physicalLocation: locationOf(file, finding) }] }),
    ...(includedFrom && { relatedLocations: includedFrom.map(relatedLocation) }),
  };
}

function relatedLocation(place: IncludeJson): SarifRelated {
  return { physicalLocation: locationOf(place.file, place), message: { text: "included from here" } };
}

function locationOf(file: string, { line, column, endLine, endColumn }: Region): SarifLocation {
  const artifactLocation = { uri: uriOf(file) };
  if (line === undefined) return { artifactLocation };
  return {
    artifactLocation,
    region: {
      startLine: line,
      ...(column === undefined ? {} : { startColumn: column }),
      ...(endLine === undefined ? {} : { endLine }),
      ...(endColumn === undefined ? {} : { endColumn }),
    },
  };
}

/** A relative path stays relative, to the root of the repository as code hosts take it. */
function uriOf(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded.replace(/^(?:\.\/)+/, "");
}
