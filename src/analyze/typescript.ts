import type { JsonType } from "../artifact/json-schema.js";
import { type Contract, SCALAR, type Variable } from "./contract.js";

/** A template with the variables of all its channels. */
export interface TemplateContract {
  readonly template: string;
  readonly contract: Contract;
}

/**
 * A `.d.ts` file that tells TypeScript which variables each template takes, so that `render` calls are checked.
 *
 * @returns One interface per template, and `TemplateVariables` of the package with all of them by template name.
 */
export function toTypeScript(templates: readonly TemplateContract[]): string {
  const taken = new Set<string>();
  const named = templates.map(({ template, contract }) => ({
    template,
    contract,
    name: interfaceName(template, taken),
  }));
  const interfaces = named.map(({ template, contract, name }) => {
    return `/** Variables of the template ${JSON.stringify(comment(template))}. */\nexport interface ${name} ${objectType(contract, "")}\n`;
  });
  const entries = named.map(({ template, name }) => `    readonly ${propertyName(template)}: ${name};\n`);
  return [
    "// Written by `platen types`. Run it again when templates change.\n\n",
    interfaces.join("\n"),
    `\ndeclare module "platen" {\n  interface TemplateVariables {\n${entries.join("")}  }\n}\n`,
  ].join("");
}

function interfaceName(template: string, taken: Set<string>): string {
  const words = template.split(/[^\p{ID_Continue}]+/u).filter((word) => word !== "");
  const base = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const safe = /^\p{ID_Start}/u.test(base) ? base : `Template${base}`;
  let name = `${safe}Variables`;
  for (let count = 2; taken.has(name); count++) name = `${safe}Variables${count}`;
  taken.add(name);
  return name;
}

function objectType({ properties, open, items, types }: Variable, margin: string): string {
  const inner = `${margin}  `;
  const lines = [...properties].map(([name, property]) => propertyLine(name, property, inner));
  if (open || (types.includes("object") && items !== undefined)) {
    lines.push(
      `${inner}readonly [name: string]: ${properties.size > 0 || !items ? "unknown" : typeOf(items, inner)};\n`,
    );
  }
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${margin}}`;
}

/** What may be missing may be null as well. */
function propertyLine(name: string, property: Variable, margin: string): string {
  const type = typeOf(property, margin);
  const isNullable = !property.required && type !== "unknown" && !property.types.includes("null");
  const value = isNullable ? `${type} | null` : type;
  return `${docOf(property, margin)}${margin}readonly ${propertyName(name)}${property.required ? "" : "?"}: ${value};\n`;
}

function docOf({ declared, conditions }: Variable, margin: string): string {
  const notes = [
    ...(declared?.description === undefined ? [] : [declared.description]),
    ...(conditions.length === 0 ? [] : [`Needed when ${conditions.join(", or ")}.`]),
    ...(declared?.format === undefined ? [] : [`Format: ${declared.format}.`]),
    ...(declared?.maxItems === undefined ? [] : [`At most ${declared.maxItems} items.`]),
    ...(declared?.default === undefined ? [] : [`@default ${JSON.stringify(declared.default)}`]),
  ].map(comment);
  const [only] = notes;
  if (only === undefined) return "";
  if (notes.length === 1) return `${margin}/** ${only} */\n`;
  return `${margin}/**\n${notes.map((note) => `${margin} * ${note}\n`).join("")}${margin} */\n`;
}

/** A text that cannot end the comment it stands in. */
function comment(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("*/", "*\\/").trim();
}

function typeOf(variable: Variable, margin: string): string {
  const { declared, types } = variable;
  if (declared?.enum !== undefined) return declared.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (types.length === 0) return "unknown";
  return [...new Set(types.map((type) => memberOf(type, variable, margin)))].join(" | ");
}

function memberOf(type: JsonType, variable: Variable, margin: string): string {
  switch (type) {
    case "integer":
      return "number";
    case "array":
      return `readonly ${variable.items === undefined ? "unknown" : parenthesize(typeOf(variable.items, margin))}[]`;
    case "object":
      return objectType(variable, margin);
    default:
      return type;
  }
}

function parenthesize(type: string): string {
  return /^[{]/.test(type) && !type.includes("} | ") ? type : /^\w+$/.test(type) ? type : `(${type})`;
}

function propertyName(name: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

/** What a variable is, in a word or two for people. */
export function typeLabel({ declared, types, items }: Variable): string {
  if (declared?.enum !== undefined) return declared.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (declared?.format !== undefined) return declared.format;
  if (types.length === 0) return "any";
  const isScalar = types.length === SCALAR.length && SCALAR.every((type) => types.includes(type));
  if (isScalar) return "scalar";
  const most = declared?.maxItems === undefined ? "" : ` (at most ${declared.maxItems})`;
  return types.map((type) => (type === "array" ? `list${itemLabel(items)}${most}` : type)).join(" or ");
}

function itemLabel(items: Variable | undefined): string {
  if (items === undefined || items.types.length === 0) return "";
  const label = typeLabel(items);
  return / /.test(label) ? ` of (${label})` : ` of ${label}s`;
}
