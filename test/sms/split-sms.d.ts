declare module "split-sms" {
  const splitter: {
    split(text: string): {
      readonly characterSet: "GSM" | "Unicode";
      readonly parts: readonly { readonly content: string }[];
    };
  };
  export = splitter;
}
