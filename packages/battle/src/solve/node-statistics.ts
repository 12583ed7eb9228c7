// What a node of the search's table knows of its choices: how often each was taken and what came of it.

import { countBits, type NodeTable } from "./node-table.ts";

/** Weight of the confidence bound. */
const EXPLORATION = 0.5;
/** Choices visited less than this part of the most visited are taken for exploration alone. */
const RARE = 0.15;

/** By number of visits: what the bound is made of. More visits than these are rare. */
const TABLED = 1 << 14;
const SPREADS = Float64Array.from({ length: TABLED }, (_, visits) => spreadOf(visits));
const ROOTS = Float64Array.from({ length: TABLED }, (_, visits) => Math.sqrt(visits));

function spreadOf(visits: number): number {
  return EXPLORATION * Math.sqrt(Math.log(visits + 1));
}

/** Place in `pool` of a side's visits by choice; its sums of results follow. */
export function visitsOf(table: NodeTable, node: number, isA: boolean): number {
  return table.at[node]! + (isA ? 0 : 2 * countBits(table.choicesA[node]!));
}

/** How often a node was visited for each choice of both sides. */
export function visitsPerChoice({ pool, at, choicesA, choicesB }: NodeTable, node: number): number {
  const choices = countBits(choicesA[node]!) + countBits(choicesB[node]!);
  return pool[at[node]! + 2 * choices]! / choices;
}

/** Adds A's `result` of a visit in which these places were chosen. */
export function noteResult(
  table: NodeTable,
  node: number,
  placeA: number,
  placeB: number,
  result: number,
): void {
  if (node < 0) return;
  const { pool, at, choicesA, choicesB } = table;
  const nA = countBits(choicesA[node]!);
  const nB = countBits(choicesB[node]!);
  // A coarse node may stand for states with other choices; it then learns nothing from them.
  if (placeA >= nA || placeB >= nB) return;
  const a = at[node]!;
  const b = a + 2 * nA;
  pool[a + placeA]! += 1;
  pool[a + nA + placeA]! += result;
  pool[b + placeB]! += 1;
  pool[b + nB + placeB]! += 1 - result;
  pool[b + 2 * nB]! += 1;
}

/** The place with the highest upper confidence bound; choices never tried come first, in random order. */
export function explore(table: NodeTable, node: number, isA: boolean, pick: (n: number) => number): number {
  const { pool, choicesA, choicesB, at } = table;
  const nA = countBits(choicesA[node]!);
  const nB = countBits(choicesB[node]!);
  const n = isA ? nA : nB;
  if (n === 1) return 0;
  const visits = at[node]! + (isA ? 0 : 2 * nA);
  let untried = 0;
  for (let k = 0; k < n; k++) if (pool[visits + k] === 0) untried++;
  if (untried > 0) {
    let skip = pick(untried);
    for (let k = 0; k < n; k++) if (pool[visits + k] === 0 && skip-- === 0) return k;
  }
  const seen = pool[at[node]! + 2 * (nA + nB)]!;
  const spread = seen < TABLED ? SPREADS[seen]! : spreadOf(seen);
  let best = 0;
  let most = -1;
  for (let k = 0; k < n; k++) {
    const count = pool[visits + k]!;
    const root = count < TABLED ? ROOTS[count]! : Math.sqrt(count);
    const bound = pool[visits + n + k]! / count + spread / root;
    if (bound > most) {
      most = bound;
      best = k;
    }
  }
  return best;
}

/** How often a side chooses each place in a node, rare choices left out; gives back the total. */
export function fillShares(table: NodeTable, node: number, isA: boolean, into: Float64Array): number {
  const { pool } = table;
  const n = countBits(isA ? table.choicesA[node]! : table.choicesB[node]!);
  const visits = visitsOf(table, node, isA);
  let most = 0;
  for (let k = 0; k < n; k++) if (pool[visits + k]! > most) most = pool[visits + k]!;
  let total = 0;
  for (let k = 0; k < n; k++) {
    const count = pool[visits + k]!;
    into[k] = count >= RARE * most ? count : 0;
    total += into[k]!;
  }
  return total;
}

/** A's mean result in a node. */
export function meanResultOf({ pool, at, choicesA, choicesB }: NodeTable, node: number): number {
  const nA = countBits(choicesA[node]!);
  let sum = 0;
  for (let k = 0; k < nA; k++) sum += pool[at[node]! + nA + k]!;
  const visits = pool[at[node]! + 2 * (nA + countBits(choicesB[node]!))]!;
  return visits === 0 ? 0.5 : sum / visits;
}
