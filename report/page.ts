import { createHash } from 'node:crypto';
import { hover } from './hover.ts';
import { type Html, html, trusted } from './html.ts';
import { style } from './style.ts';

const digest = createHash('sha256').update(hover).digest('base64');

// Nothing is fetched and no script runs but ours, even if something foreign should ever get past the escaping.
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;

/** A whole page, with its style and its few lines of script in it. */
export const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${marks}
<main>
${body}
</main>
<script>${trusted(hover)}</script>
</body>
</html>
`;

// The shapes of the charts' dots and hatches, once for all of them.
const marks = html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><marker id="bad" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" refX="4.500" refY="4.500"><path class="cross" d="M1.500,1.500L7.500,7.500M7.500,1.500L1.500,7.500"/></marker><marker id="missing" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" refX="4.500" refY="4.500"><circle class="hollow" cx="4.500" cy="4.500" r="3"/></marker><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatching" d="M0,0V6"/></pattern></defs></svg>`;
