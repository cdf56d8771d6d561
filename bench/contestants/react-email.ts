import { render, toPlainText } from "@react-email/render";
import { createElement as element, type ReactElement } from "react";
import type { EmailCase } from "../cases/case.js";
import { type Contestant, encode } from "./contestant.js";

/** The small email, designed again by hand for React. Its components are plain elements: nothing is rendered twice. */
export function reactEmailContestant({ variables }: EmailCase): Contestant {
  const signIn = variables as unknown as SignIn; // what the small case gives; the words are compared
  return {
    name: "React Email, designed by hand",
    about: "its own render makes the html, its own toPlainText the text; the same words in much less HTML",
    render: async () => {
      const html = await render(element(SignInEmail, signIn));
      return encode({ html, text: toPlainText(html), subject: `${signIn.code} is your sign-in code` });
    },
  };
}

interface SignIn {
  readonly first_name: string;
  readonly code: string;
  readonly minutes: number;
  readonly device?: string;
}

function SignInEmail({ first_name, code, minutes, device }: SignIn): ReactElement {
  const meta = element("meta", { httpEquiv: "Content-Type", content: "text/html; charset=UTF-8" });
  const text = element(
    "td",
    { style: TEXT },
    element("p", null, "Hello ", first_name, ","),
    element(
      "p",
      null,
      "your code is ",
      element("b", null, code),
      ". It can be used once within ",
      minutes,
      " minutes.",
    ),
    device && element("p", null, "Somebody asked for it with ", device, "."),
  );
  const table = element("table", TABLE, element("tbody", null, element("tr", null, text)));
  return element("html", { lang: "en" }, element("head", null, meta), element("body", null, table));
}

const TABLE = {
  align: "center",
  width: "100%",
  border: 0,
  cellPadding: 0,
  cellSpacing: 0,
  role: "presentation",
  style: { maxWidth: "600px", margin: "0 auto" },
} as const;
const TEXT = {
  padding: "10px 25px",
  fontFamily: "Arial, sans-serif",
  fontSize: "16px",
  lineHeight: 1.5,
  textAlign: "left",
} as const;
