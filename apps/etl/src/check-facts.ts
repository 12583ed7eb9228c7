import { type GameFacts, SPRITE_PATH, STATS, TYPES } from "@predictiondex/core";

const EXPECTED_COUNTS = {
  types: TYPES.length,
  effectiveness: TYPES.length ** 2,
  species: 153,
  forms: 188,
  moves: 226,
  machines: 60,
  natures: 25,
} as const;

/** Every rule of the game data that the facts break, for people; empty for good facts. */
export function findFaults(facts: GameFacts): readonly string[] {
  return [
    ...countFaults(facts),
    ...keyFaults(facts),
    ...formFaults(facts),
    ...moveFaults(facts),
    ...learnsetFaults(facts),
    ...referenceFaults(facts),
    ...natureFaults(facts),
    ...trainerFaults(facts),
  ];
}

function countFaults(facts: GameFacts): string[] {
  return Object.entries(EXPECTED_COUNTS).flatMap(([kind, expected]) => {
    const { length } = facts[kind as keyof typeof EXPECTED_COUNTS];
    return length === expected ? [] : [`there must be ${expected} ${kind}, got ${length}`];
  });
}

function keyFaults(facts: GameFacts): string[] {
  return [
    ...repeated("type", facts.types, ({ slug }) => slug),
    ...repeated("type id", facts.types, ({ id }) => id),
    ...repeated(
      "type pair",
      facts.effectiveness,
      ({ attacking, defending }) => `${attacking} → ${defending}`,
    ),
    ...repeated("species", facts.species, ({ slug }) => slug),
    ...repeated("Pokédex number", facts.species, ({ pokedexNumber }) => pokedexNumber),
    ...repeated("form", facts.forms, ({ slug }) => slug),
    ...repeated("form id", facts.forms, ({ id }) => id),
    ...repeated(
      "base form of",
      facts.forms.filter(({ kind }) => kind === "base"),
      ({ species }) => species,
    ),
    ...repeated("move", facts.moves, ({ slug }) => slug),
    ...repeated("move id", facts.moves, ({ id }) => id),
    ...repeated("machine", facts.machines, ({ number }) => number),
    ...repeated("evolution into", facts.evolutions, ({ to }) => to),
    ...repeated("nature", facts.natures, ({ slug }) => slug),
    ...repeated("trainer", facts.trainers, ({ slug }) => slug),
    ...repeated("learnset row", facts.learnsets, ({ form, move, method, level }) =>
      [form, move, method, level].join(" "),
    ),
  ];
}

function formFaults(facts: GameFacts): string[] {
  const based = new Set(facts.forms.filter(({ kind }) => kind === "base").map(({ species }) => species));
  const speciesFaults = facts.species
    .filter(({ slug }) => !based.has(slug))
    .map(({ slug }) => `species ${slug}: has no base form`);
  const faults = facts.forms.flatMap((form) => [
    ...STATS.flatMap((stat) => outside(`form ${form.slug}: base ${stat}`, form.baseStats[stat], 1, 255)),
    ...outside(`form ${form.slug}: height in dm`, form.heightDm, 1, 1000),
    ...outside(`form ${form.slug}: weight in hg`, form.weightHg, 1, 10_000),
    ...(form.sprite === null || SPRITE_PATH.test(form.sprite)
      ? []
      : [`form ${form.slug}: sprite must be the path of a PNG, got "${form.sprite}"`]),
    ...(form.types.length > 0 && form.types[0] !== form.types[1]
      ? []
      : [`form ${form.slug}: types must be one or two different, got ${form.types.join(", ") || "none"}`]),
  ]);
  const named = [...facts.types, ...facts.species, ...facts.forms, ...facts.moves, ...facts.natures];
  const nameFaults = named.flatMap(({ slug, names }) =>
    Object.entries(names)
      .filter(([, name]) => !name)
      .map(([language]) => `${slug}: has no name in "${language}"`),
  );
  return [...speciesFaults, ...faults, ...nameFaults];
}

function moveFaults(facts: GameFacts): string[] {
  return facts.moves.flatMap((move) => [
    ...(move.power === null ? [] : outside(`move ${move.slug}: power`, move.power, 1, 250)),
    ...(move.accuracy === null ? [] : outside(`move ${move.slug}: accuracy`, move.accuracy, 1, 100)),
    ...outside(`move ${move.slug}: pp`, move.pp, 1, 40),
    ...outside(`move ${move.slug}: priority`, move.priority, -6, 5),
    ...(move.category === "status" && move.power !== null
      ? [`move ${move.slug}: a status move has no power, got ${move.power}`]
      : []),
  ]);
}

function learnsetFaults(facts: GameFacts): string[] {
  const machineMoves = new Set(facts.machines.map(({ move }) => move));
  return facts.learnsets.flatMap(({ form, move, method, level }) => {
    const row = `learnset of ${form}: ${move}`;
    if (method !== "level-up") {
      return [
        ...(level === null ? [] : [`${row} by ${method} has no level, got ${level}`]),
        ...(method === "machine" && !machineMoves.has(move) ? [`${row} is taught by no machine`] : []),
      ];
    }
    return level === null ? [`${row} by level-up needs a level`] : outside(`${row}: level`, level, 0, 100);
  });
}

function referenceFaults(facts: GameFacts): string[] {
  const types = new Set<string>(facts.types.map(({ slug }) => slug));
  const species = new Set(facts.species.map(({ slug }) => slug));
  const forms = new Set(facts.forms.map(({ slug }) => slug));
  const moves = new Set(facts.moves.map(({ slug }) => slug));
  return [
    ...facts.effectiveness.flatMap(({ attacking, defending }) => [
      ...unknown("type chart: type", attacking, types),
      ...unknown("type chart: type", defending, types),
    ]),
    ...facts.forms.flatMap((form) => [
      ...unknown(`form ${form.slug}: species`, form.species, species),
      ...form.types.flatMap((type) => unknown(`form ${form.slug}: type`, type, types)),
    ]),
    ...facts.moves.flatMap((move) => unknown(`move ${move.slug}: type`, move.type, types)),
    ...facts.evolutions.flatMap(({ from, to }) => [
      ...unknown("evolution: form", from, forms),
      ...unknown("evolution: form", to, forms),
    ]),
    ...facts.machines.flatMap(({ number, move }) => unknown(`machine ${number}: move`, move, moves)),
    ...facts.learnsets.flatMap(({ form, move }) => [
      ...unknown("learnset: form", form, forms),
      ...unknown(`learnset of ${form}: move`, move, moves),
    ]),
  ];
}

function natureFaults(facts: GameFacts): string[] {
  return facts.natures
    .filter(({ increased, decreased }) =>
      increased === null || decreased === null ? increased !== decreased : increased === decreased,
    )
    .map(({ slug }) => `nature ${slug}: must raise one stat and lower another, or none`);
}

function trainerFaults(facts: GameFacts): string[] {
  const forms = new Set(facts.forms.map(({ slug }) => slug));
  const moves = new Set(facts.moves.map(({ slug }) => slug));
  const natures = new Set(facts.natures.map(({ slug }) => slug));
  return facts.trainers.flatMap(({ slug, team }) => [
    ...outside(`trainer ${slug}: team size`, team.length, 1, 6),
    ...repeated(`trainer ${slug}: slot`, team, (member) => member.slot),
    ...team.flatMap((member) => [
      ...outside(`trainer ${slug}: slot`, member.slot, 1, 6),
      ...outside(`trainer ${slug}: level`, member.level, 1, 100),
      ...outside(`trainer ${slug}: number of moves`, member.moves.length, 0, 4),
      ...unknown(`trainer ${slug}: form`, member.form, forms),
      ...member.moves.flatMap((move) => unknown(`trainer ${slug}: move`, move, moves)),
      ...(member.nature === null ? [] : unknown(`trainer ${slug}: nature`, member.nature, natures)),
    ]),
  ]);
}

function outside(what: string, value: number, min: number, max: number): string[] {
  return Number.isInteger(value) && value >= min && value <= max
    ? []
    : [`${what} must be ${min}–${max}, got ${value}`];
}

function unknown(what: string, slug: string, known: ReadonlySet<string>): string[] {
  return known.has(slug) ? [] : [`${what} "${slug}" does not exist`];
}

function repeated<T>(what: string, rows: readonly T[], key: (row: T) => string | number): string[] {
  const seen = new Set<string | number>();
  return rows.flatMap((row) => {
    const value = key(row);
    if (seen.has(value)) return [`${what} ${value} is there twice`];
    seen.add(value);
    return [];
  });
}
