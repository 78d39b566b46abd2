import { tokens } from './tokens.ts';

/** How a report looks: on a desk, on a phone, on paper, light and dark. */
export const style = `${tokens}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
main { max-width: 960px; margin: 0 auto; padding: 40px 20px 80px; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.6rem, 5vw, 2.3rem); letter-spacing: -.02em; margin: 4px 0 8px; }
h2 { font-size: 1.3rem; letter-spacing: -.01em; margin-bottom: 12px; }
h3 { font-size: 1.08rem; margin-bottom: 10px; }
section { margin-top: 44px; }
article { margin-top: 56px; padding-top: 28px; border-top: 3px solid var(--text); }
article section { margin-top: 32px; }
p { margin: 0 0 8px; }
ul { margin: 0; padding-left: 1.2em; }
li { overflow-wrap: anywhere; }
a { color: var(--series); }
code { font: .86em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.label { margin: 0 0 2px; font-size: .8rem; font-weight: 600; letter-spacing: .04em; color: var(--quiet); }
.purpose { max-width: 65ch; color: var(--quiet); }
.small { font-size: .86rem; color: var(--quiet); overflow-wrap: anywhere; }
.icon { flex: none; width: 1.35em; height: 1.35em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.3em; }
.icon.good, .good .word { color: var(--good); } .icon.bad, .bad .word { color: var(--bad); } .icon.open, .open .word { color: var(--open); }
.verdict { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 14px; margin-top: 26px; }
.answer { display: flex; gap: 14px; padding: 16px 18px; border: 1px solid var(--rule); border-left: 6px solid; border-radius: 8px; background: var(--card); }
.answer.good { border-left-color: var(--good); } .answer.bad { border-left-color: var(--bad); border-left-style: double; } .answer.open { border-left-color: var(--open); border-left-style: dashed; }
.answer .icon { width: 34px; height: 34px; margin-top: 6px; } .answer p { margin: 0; }
.answer .word { font-size: 1.45rem; font-weight: 750; line-height: 1.2; letter-spacing: .01em; }
.why { margin-top: 18px; }
.times { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 1px; margin: 26px 0 0; background: var(--rule); border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
.times > div { padding: 12px; background: var(--card); }
.times dt { font-size: .8rem; font-weight: 600; color: var(--quiet); } .times dd { margin: 0; }
.times b { display: block; font-size: 1.08rem; line-height: 1.4; text-wrap: balance; letter-spacing: -.01em; } .times span { display: block; font-size: .78rem; line-height: 1.35; color: var(--quiet); }
meter { display: block; width: 100%; height: 10px; margin: 3px 0 5px; }
figure { margin: 0 0 12px; } figcaption { margin: 22px 0 4px; font-size: .92rem; } figcaption span { color: var(--quiet); overflow-wrap: anywhere; }
.scroll, .stack { margin: 10px 0; overflow-x: auto; } .scroll:focus-visible, .stack:focus-visible, summary:focus-visible { outline: 2px solid var(--series); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 4px; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
th { font-weight: 600; min-width: 5.5em; overflow-wrap: break-word; } thead th { color: var(--quiet); white-space: nowrap; } td { min-width: 6.5em; } td:last-child { padding-right: 0; }
time { white-space: nowrap; }
.pair { display: block; }
.card { padding: 16px 18px; border: 1px solid var(--rule); border-radius: 8px; background: var(--card); margin-bottom: 14px; }
.fault b { font-size: 1.05rem; } .alert { color: var(--bad); font-weight: 600; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: 24px; }
summary { cursor: pointer; padding: 6px 0; font-weight: 600; } .chain { display: flex; gap: 10px; }
.versions { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 8px 24px; }
.versions dt { font-size: .8rem; color: var(--quiet); } .versions dd { margin: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: .84rem; color: var(--quiet); }
.key::before { content: ""; display: inline-block; margin-right: 7px; vertical-align: middle; }
.key.series::before { width: 18px; border-top: 2px solid var(--series); }
.key.bad::before { content: "\\00d7"; font: 700 18px/12px system-ui; color: var(--bad); }
.key.missing::before { width: 8px; height: 8px; border: 1.5px solid var(--bad); border-radius: 50%; }
.key.decided::before { width: 9px; height: 9px; transform: rotate(45deg); border: 2px solid var(--text); }
.key.window::before { width: 18px; height: 12px; background: var(--tint); border: 1px dashed var(--open); border-width: 0 1px; }
.defs { position: absolute; }
.narrow { display: none; }
figure svg { display: block; width: 100%; height: auto; touch-action: pan-y; }
svg text { font-size: 11px; fill: var(--text); text-anchor: middle; }
svg .faint, .axis text { fill: var(--quiet); } svg text.value { text-anchor: end; } svg text.lane { text-anchor: start; font-weight: 600; }
.axis path, .leader { stroke: var(--grid); fill: none; } .leader { stroke: var(--quiet); }
.series { stroke: var(--series); fill: none; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
path.bad { fill: none; stroke: none; marker: url(#bad); } path.missing { fill: none; stroke: none; marker: url(#missing); }
.cross { stroke: var(--bad); stroke-width: 1.8; fill: none; } .hollow { stroke: var(--bad); stroke-width: 1.4; fill: var(--page); } .hatching { stroke: var(--quiet); stroke-width: 2; }
path.bound { stroke: var(--bad); stroke-width: 1.2; stroke-dasharray: 6 3; } svg text.bound { fill: var(--bad); font-weight: 700; } .beyond { fill: var(--bad); fill-opacity: .07; }
.window { fill: var(--tint); } .line { fill: none; stroke: var(--text); } .line.fault, .line.undo { stroke: var(--open); stroke-dasharray: 4 3; } .line.stop { stroke: var(--bad); stroke-width: 1.6; } .line.good { stroke: var(--good); stroke-dasharray: 1 3; stroke-width: 1.6; }
svg text.beside { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
svg text.stop { fill: var(--bad); font-weight: 700; }
.seg { stroke: var(--rule); fill: var(--card); } .seg.faulted { fill: var(--fault); stroke: var(--open); } .seg.undoing { fill: url(#hatch); stroke: var(--quiet); } .seg.good { fill: var(--well); stroke: var(--good); } .seg.alarm { fill: var(--bad); stroke: var(--bad); } .seg.unknown { fill: url(#hatch); stroke-dasharray: 3 2; stroke: var(--quiet); }
svg text.in.alarm { fill: var(--page); font-weight: 700; } svg text.in.undoing, svg text.in.unknown { paint-order: stroke; stroke: var(--page); stroke-width: 5px; stroke-linejoin: round; }
.mark { fill: var(--page); stroke: var(--text); stroke-width: 1.8; } .mark.tick { stroke-width: 2.4; } .mark.stop { fill: var(--bad); stroke: var(--page); } .mark.undo { fill: var(--text); stroke: var(--page); stroke-width: 1; } .mark.good { fill: none; stroke: var(--good); stroke-width: 2.6; }
path.cursor { stroke: var(--text); stroke-width: 1; fill: none; pointer-events: none; } text.cursor { font-weight: 700; paint-order: stroke; stroke: var(--page); stroke-width: 5px; pointer-events: none; }
@media (max-width: 820px) { .times { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media (max-width: 640px) { main { padding: 20px 16px 48px; } section { margin-top: 34px; } .times { grid-template-columns: repeat(2, minmax(0, 1fr)); } .wide { display: none; } .narrow { display: block; } .card { padding: 12px; }
.scroll table { min-width: 620px; } .stack thead { position: absolute; clip-path: inset(50%); } .stack table, .stack tbody, .stack tr, .stack th, .stack td, .stack caption { display: block; min-width: 0; padding: 0; border: 0; }
.stack tr { padding: 8px 0; border-bottom: 1px solid var(--rule); } .stack td { display: flow-root; padding-left: 5.5em; } .stack td::before { content: attr(data-label); float: left; width: 5.3em; margin-left: -5.5em; color: var(--quiet); } }
@page { margin: 14mm; }
@media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; } .wide { display: block; } .narrow { display: none; } .times { grid-template-columns: repeat(6, minmax(0, 1fr)); } section { margin-top: 22px; } figure, .answer, tr, .times { break-inside: avoid; } h2, h3, caption { break-after: avoid; } .scroll, .stack { overflow: visible; } article { break-before: page; } details::details-content { content-visibility: visible; display: block; height: auto; } .cursor { display: none; } }
`;
