import { type Hash, type HelperContext, textOf } from "./helper.js";
import { intl } from "./intl.js";

/** Texts of digits stay texts, as their decimals may be more than a number holds. */
export function readNumber(value: unknown, argument = 0): `${number}` {
  const text = textOf(value, argument, "a number such as 12.5", /^-?\d{1,400}(\.\d{1,400})?$/);
  return text as `${number}`; // a printed number, or what the pattern says
}

/** `{{number n maximumFractionDigits=1}}` */
export function formatNumber([value]: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  return intl("NumberFormat", inputs, hash).format(readNumber(value));
}

/** `{{percent 0.25}}` */
export function formatPercent(args: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  return formatNumber(args, inputs, { style: "percent", ...hash });
}

/** `{{currency total "EUR"}}`, `{{currency total currency=code}}` */
export function formatCurrency(args: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  return formatNumber(args, inputs, { style: "currency", currency: args[1] ?? "", ...hash });
}

/** `{{plural n one="# item" other="# items"}}` */
export function choosePlural(args: readonly unknown[], inputs: HelperContext, hash: Hash): string {
  const category = intl("PluralRules", inputs).select(Number(readNumber(args[0])));
  return textOf(hash[category] ?? hash["other"], "other").replaceAll("#", formatNumber(args, inputs, {}));
}
