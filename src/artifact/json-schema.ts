/** The part of JSON Schema 2020-12 in which contracts are written. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly JsonScalar[];
  readonly format?: string;
  readonly maxItems?: number;
  readonly default?: JsonScalar | readonly never[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
}

export type JsonScalar = string | number | boolean | null;

export type JsonType = (typeof JSON_TYPES)[number];

export const JSON_TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;
