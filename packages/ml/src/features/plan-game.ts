/** A solved matrix game, nearly: its value, what either side has for sure, and both mixes. */
export interface PlanGame {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly mix: Float64Array;
  readonly foeMix: Float64Array;
}

const ROUNDS = 80;
const SADDLE = 1e-6;

/** The value of a game of chances, rows choosing to raise it: its saddle point, else by regret matching. */
export function solvePlanGame(wins: Float64Array, rows: number, columns: number): PlanGame {
  const mix = new Float64Array(rows);
  const foeMix = new Float64Array(columns);
  let low = -1;
  let row = 0;
  for (let i = 0; i < rows; i++) {
    let least = 2;
    for (let j = 0; j < columns; j++) least = Math.min(least, wins[i * columns + j]!);
    if (least > low) {
      low = least;
      row = i;
    }
  }
  let high = 2;
  let column = 0;
  for (let j = 0; j < columns; j++) {
    let most = -1;
    for (let i = 0; i < rows; i++) most = Math.max(most, wins[i * columns + j]!);
    if (most < high) {
      high = most;
      column = j;
    }
  }
  if (high - low < SADDLE) {
    mix[row] = 1;
    foeMix[column] = 1;
    return { value: low, low, high, mix, foeMix };
  }
  matchRegrets(wins, rows, columns, mix, foeMix);
  let value = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) value += mix[i]! * foeMix[j]! * wins[i * columns + j]!;
  }
  return { value: Math.min(high, Math.max(low, value)), low, high, mix, foeMix };
}

/** Regret matching plus, its later rounds weighing more; fills both mixes. */
function matchRegrets(
  wins: Float64Array,
  rows: number,
  columns: number,
  mix: Float64Array,
  foeMix: Float64Array,
): void {
  const regretA = new Float64Array(rows);
  const regretB = new Float64Array(columns);
  const playA = new Float64Array(rows).fill(1 / rows);
  const playB = new Float64Array(columns).fill(1 / columns);
  const valueA = new Float64Array(rows);
  const valueB = new Float64Array(columns);
  for (let round = 1; round <= ROUNDS; round++) {
    payOff(wins, rows, columns, playB, valueA);
    improve(regretA, valueA, playA, 1);
    valueB.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) valueB[j]! += playA[i]! * wins[i * columns + j]!;
    }
    improve(regretB, valueB, playB, -1);
    for (let i = 0; i < rows; i++) mix[i]! += round * playA[i]!;
    for (let j = 0; j < columns; j++) foeMix[j]! += round * playB[j]!;
  }
  const total = (ROUNDS * (ROUNDS + 1)) / 2;
  for (let i = 0; i < rows; i++) mix[i]! /= total;
  for (let j = 0; j < columns; j++) foeMix[j]! /= total;
}

function payOff(
  wins: Float64Array,
  rows: number,
  columns: number,
  play: Float64Array,
  value: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += play[j]! * wins[i * columns + j]!;
    value[i] = sum;
  }
}

/** Adds the regrets of one round (`sign` −1 for who lowers the value) and plays by what is above 0. */
function improve(regret: Float64Array, value: Float64Array, play: Float64Array, sign: number): void {
  let mean = 0;
  for (let k = 0; k < play.length; k++) mean += play[k]! * value[k]!;
  let sum = 0;
  for (let k = 0; k < play.length; k++) {
    regret[k] = Math.max(0, regret[k]! + sign * (value[k]! - mean));
    sum += regret[k]!;
  }
  for (let k = 0; k < play.length; k++) play[k] = sum > 0 ? regret[k]! / sum : 1 / play.length;
}
