/** An error as the query protocol says it. */
export const queryError = (name: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>said ${name}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

/** An answer of an operation whose result nobody reads. */
export const queryAnswer = (operation: string): string =>
  `<${operation}Response><${operation}Result><MessageId>1</MessageId></${operation}Result></${operation}Response>`;
