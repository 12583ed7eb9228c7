/** Where a battle's numbers come from when they are scripted or enumerated. */
export interface RandomScript {
  /** Whether an event of chance `numerator / denominator` happens. */
  chance(numerator: number, denominator: number): boolean;
  /** A whole number in [0, n), each as likely. */
  pick(n: number): number;
  /** A damage roll 0–15: `damage` becomes floor(damage · (100 − roll) / 100). */
  roll(damage: number): number;
}

/** All that the kernel works on. Its functions take and change `state` and allocate nothing. */
export interface BattleMemory {
  /** The battle, as layout.ts lays it out. */
  readonly state: Int32Array;
  /** Moves, type chart and Metronome's list, as tables.ts lays them out; shared by all battles of an engine. */
  readonly tables: Int32Array;
  /** Asked for numbers when the generator's kind is SCRIPTED. */
  script: RandomScript | undefined;
  /** Uses a move from within another (Metronome, Mirror Move). */
  readonly callMove: (battle: BattleMemory, user: number, move: number) => boolean;
}
