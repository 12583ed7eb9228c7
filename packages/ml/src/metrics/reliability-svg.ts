import type { ReliabilityBin } from "./metrics.ts";

const SIZE = 420;
const MARGIN = 44;
const LEAST_DOT = 2.5;
const DOT_GROWTH = 0.35;

/** A reliability diagram as SVG: predicted against observed, a dot's area by its count. `title` is plain text. */
export function reliabilitySvg(bins: readonly ReliabilityBin[], title: string): string {
  const scale = (p: number): number => MARGIN + p * (SIZE - 2 * MARGIN);
  const x = (p: number): string => scale(p).toFixed(1);
  const y = (p: number): string => (SIZE - scale(p)).toFixed(1);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (p) =>
      `<path d="M${x(p)} ${y(0)}V${y(1)}M${x(0)} ${y(p)}H${x(1)}" stroke="#8884" fill="none"/>` +
      `<text x="${x(p)}" y="${SIZE - MARGIN + 16}" text-anchor="middle">${p}</text>` +
      `<text x="${MARGIN - 8}" y="${Number(y(p)) + 4}" text-anchor="end">${p}</text>`,
  );
  const line = bins
    .map(({ predicted, observed }, i) => `${i === 0 ? "M" : "L"}${x(predicted)} ${y(observed)}`)
    .join("");
  const dots = bins.map(({ predicted, observed, count }) => {
    const radius = LEAST_DOT + DOT_GROWTH * Math.sqrt(count);
    const tip = `${count} match-ups: predicted ${predicted.toFixed(3)}, true ${observed.toFixed(3)}`;
    return `<circle cx="${x(predicted)}" cy="${y(observed)}" r="${radius.toFixed(1)}" fill="#2b6cb088" stroke="#2b6cb0"><title>${tip}</title></circle>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${title}" font-family="sans-serif" font-size="11" fill="#555">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="#fff"/>`,
    `<text x="${SIZE / 2}" y="22" text-anchor="middle" font-size="13" fill="#222">${title}</text>`,
    ...grid,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4 4" fill="none"/>`,
    `<path d="${line}" stroke="#2b6cb0" fill="none"/>`,
    ...dots,
    `<text x="${SIZE / 2}" y="${SIZE - 8}" text-anchor="middle">predicted chance to win</text>`,
    `<text x="14" y="${SIZE / 2}" text-anchor="middle" transform="rotate(-90 14 ${SIZE / 2})">true chance to win</text>`,
    "</svg>",
    "",
  ].join("\n");
}
