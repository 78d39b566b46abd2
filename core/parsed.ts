/** What reading a piece of text gives: its value, or what is wrong with it. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Flaw);

/** What is wrong, what would be right, and at which character of the text, where that is known. */
export type Flaw = { readonly message: string; readonly fix: string; readonly index?: number };
