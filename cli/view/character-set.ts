/** Whether what reads us shows UTF-8; without a word about it we take it that it does. */
export const showsUtf8 = ({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv = process.env): boolean =>
  /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || 'utf-8');

const plain: Readonly<Record<string, string>> = {
  ...{ '✔': '+', '✘': 'x', '·': '-', '–': '-', '…': '~', '×': 'x', '●': '+', '○': '-' },
  ...{ '▁': '_', '▂': '.', '▃': '-', '▅': '=', '▇': '#', '✗': 'x', '→': '>', '≤': '<' },
};

/** The same text, mark for mark, in what every character set has. */
export const inAscii = (text: string): string =>
  text.replace(/[✔✘·–…×●○▁▂▃▅▇✗→≤]/gu, (mark) => plain[mark] ?? mark);
