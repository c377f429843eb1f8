package wattle.report.html;

/// The script of [IntensityPage] and the style that goes with it.
///
/// It reads numbers out of the page and writes paths, ticks and one sentence; it asks nobody for
/// anything and makes no markup from text. It holds no `<` and no `&`, so that the page stays
/// well-formed XML.
final class IntensityScript {

    static final String SHEET =
            """
            .band { fill: #0072b2; fill-opacity: .22; stroke: none; } @media (prefers-color-scheme: dark) { .band { fill: #56b4e9; } }
            .cursor { stroke: var(--ink); stroke-dasharray: 3 3; fill: none; } svg:focus-visible { outline: 2px solid #0072b2; }
            button { font: inherit; margin-right: .3rem; } output { display: block; min-height: 1.5em; font-variant-numeric: tabular-nums; }
            """;

    static final String TEXT =
            """

            'use strict';
            (function () {
              const NS = 'http://www.w3.org/2000/svg';
              const data = JSON.parse(document.getElementById('data').textContent);
              const plot = document.getElementById('time-plot');
              const ticks = document.getElementById('time-ticks');
              const told = document.getElementById('told');
              const svg = plot.ownerSVGElement;
              const frame = plot.dataset.frame.split(' ').map(Number);
              const left = frame[0], right = frame[1], top = frame[2], bottom = frame[3];
              const count = data.mean.length;
              const day = 86400;
              const end = data.start + count * data.step;
              let unit = 'All', from = data.start, to = end, cursor = -1;
              const paths = plot.querySelectorAll('path');
              const line = document.createElementNS(NS, 'path');
              line.setAttribute('class', 'cursor');
              plot.appendChild(line);
              svg.setAttribute('tabindex', '0');
              document.getElementById('controls').hidden = false;

              function at(i) { return data.start + i * data.step; }
              function x(t) { return (left + (t - from) / (to - from) * (right - left)).toFixed(1); }
              function y(v) { return (bottom - (v / 10 - frame[4]) / (frame[5] - frame[4]) * (bottom - top)).toFixed(1); }
              function iso(t) { return new Date(t * 1000).toISOString(); }
              function first() { return Math.max(0, Math.floor((from - data.start) / data.step)); }
              function last() { return Math.min(count, Math.ceil((to - data.start) / data.step)); }
              function clip(t) { return Math.min(to, Math.max(from, t)); }

              function draw() {
                let band = '', mean = '';
                const every = Math.max(1, Math.ceil((last() - first()) / 800));
                let run = [];
                function flush() {
                  if (run.length > 0) {
                    mean += 'M' + x(clip(run[0].a)) + ' ' + y(run[0].m);
                    band += 'M' + x(clip(run[0].a)) + ' ' + y(run[0].h);
                    run.forEach(function (p) {
                      mean += 'V' + y(p.m) + 'H' + x(clip(p.b));
                      band += 'V' + y(p.h) + 'H' + x(clip(p.b));
                    });
                    run.reverse().forEach(function (p) { band += 'V' + y(p.l) + 'H' + x(clip(p.a)); });
                    band += 'Z';
                    run = [];
                  }
                }
                for (let i = first(); last() > i; i += every) {
                  let n = 0, m = 0, l = 0, h = 0;
                  const stop = Math.min(last(), i + every);
                  for (let j = i; stop > j; j++) {
                    if (data.mean[j] !== null) { n++; m += data.mean[j]; l += data.low[j]; h += data.high[j]; }
                  }
                  if (n === 0) { flush(); } else { run.push({ a: at(i), b: at(stop), m: m / n, l: l / n, h: h / n }); }
                }
                flush();
                paths[0].setAttribute('d', band);
                paths[1].setAttribute('d', mean);
                drawTicks();
                drawCursor();
              }

              function tick(t, text) {
                const up = document.createElementNS(NS, 'path');
                up.setAttribute('class', 'grid');
                up.setAttribute('d', 'M' + x(t) + ' ' + top + 'V' + (bottom + 4));
                const label = document.createElementNS(NS, 'text');
                label.setAttribute('x', x(t));
                label.setAttribute('y', bottom + 18);
                label.setAttribute('text-anchor', Number(x(t)) + 3.5 * text.length > 900 ? 'end' : 'middle');
                label.textContent = text;
                ticks.append(up, label);
              }

              function drawTicks() {
                ticks.replaceChildren();
                const span = to - from;
                if (span > 70 * day) {
                  const months = Math.ceil(span / (30.4 * day) / 7);
                  const d = new Date(from * 1000);
                  let m = 0;
                  for (let t = 0; to > t; m++) {
                    t = Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + m * months, 1) / 1000;
                    if (t >= from) { if (to >= t) { tick(t, iso(t).slice(0, 7)); } }
                  }
                  return;
                }
                const step = [300, 900, 3600, 10800, 21600, day, 2 * day, 7 * day, 14 * day].find(function (s) { return 7 >= span / s; });
                for (let t = Math.ceil(from / step) * step; to >= t; t += step) {
                  tick(t, t % day === 0 ? iso(t).slice(5, 10) : iso(t).slice(11, 16));
                }
              }

              function drawCursor() {
                if (0 > cursor) { line.setAttribute('d', ''); return; }
                line.setAttribute('d', 'M' + x(at(cursor) + data.step / 2) + ' ' + top + 'V' + bottom);
                const v = data.mean[cursor];
                told.textContent = iso(at(cursor)).slice(0, 16).replace('T', ' ') + ' UTC: ' + (v === null ? 'no value'
                  : v / 10 + ' g/kWh, 10th to 90th percentile ' + data.low[cursor] / 10 + ' to ' + data.high[cursor] / 10);
              }

              function show(a, b) { from = a; to = b; draw(); }

              function around(t) {
                const d = new Date(t * 1000), year = d.getUTCFullYear(), month = d.getUTCMonth();
                const start = Math.floor(t / day) * day;
                if (unit === 'Month') { show(Date.UTC(year, month, 1) / 1000, Date.UTC(year, month + 1, 1) / 1000); }
                else if (unit === 'Week') { show(start - (d.getUTCDay() + 6) % 7 * day, start + (7 - (d.getUTCDay() + 6) % 7) * day); }
                else if (unit === 'Day') { show(start, start + day); }
                else { show(data.start, end); }
              }

              function inside(t) { return Math.min(end - 1, Math.max(data.start, t)); }

              function act(what) {
                if (what === 'Earlier') { around(inside(from - 1)); }
                else if (what === 'Later') { around(inside(to)); }
                else { unit = what; around(inside(0 > cursor ? from : at(cursor))); }
              }

              function move(by) {
                cursor = Math.min(count - 1, Math.max(0, 0 > cursor ? first() : cursor + by));
                if (from > at(cursor)) { around(at(cursor)); }
                if (at(cursor) >= to) { around(at(cursor)); }
                drawCursor();
              }

              document.getElementById('controls').addEventListener('click', function (event) {
                if (event.target.dataset.do) { act(event.target.dataset.do); }
              });
              svg.addEventListener('keydown', function (event) {
                const day1 = Math.max(1, Math.round(day / data.step));
                const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -day1, PageDown: day1 }[event.key];
                if (by) { move(by); event.preventDefault(); }
              });
              svg.addEventListener('pointermove', function (event) {
                const box = svg.getBoundingClientRect();
                const px = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
                const i = Math.floor((from + (px - left) / (right - left) * (to - from) - data.start) / data.step);
                if (i >= 0) { if (count > i) { cursor = i; drawCursor(); } }
              });
              draw();
            })();
            """;

    /// How a content security policy names the script: its SHA-256, which the test of the page
    /// computes again.
    static final String HASH = "sha256-C1cOyFYqHeWLGC3wukSS2iubFeoMQlXzWrfKMu5MDGg=";

    private IntensityScript() {}
}
