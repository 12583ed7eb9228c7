import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";

/** A time that the database sets unless told otherwise. */
type DefaultTime = ColumnType<Date, Date | undefined, Date>;

interface NamesInThreeLanguages {
  nameEn: string;
  nameFr: string;
  nameJa: string;
}

interface SlugAtPosition {
  slug: string;
  position: number;
}

export interface EtlRunTable {
  id: GeneratedAlways<number>;
  source: string;
  status: ColumnType<RunStatus, RunStatus | undefined>;
  forced: boolean;
  pid: number;
  host: string;
  startedAt: DefaultTime;
  finishedAt: ColumnType<Date | null, never, Date>;
  contentDigest: string | null;
  cause: string | null;
}
/** Where a run of the ETL stands; `interrupted` is a run whose process died. */
export type RunStatus = "running" | "succeeded" | "failed" | "interrupted";

export interface SourceRecordTable {
  id: GeneratedAlways<number>;
  etlRun: number;
  source: string;
  url: string;
  digest: string;
  bytes: number | null;
  retrievedAt: Date;
}

export interface DataVersionTable {
  id: GeneratedAlways<number>;
  digest: string;
  source: string;
  etlRun: number | null;
  rowCounts: JSONColumnType<Record<string, number>>;
  publishedAt: DefaultTime;
}

export interface DataIssueTable {
  id: GeneratedAlways<number>;
  etlRun: number;
  severity: "info" | "warning" | "error";
  subjectTable: string;
  subject: string;
  field: string;
  found: JSONColumnType<Record<string, unknown>>;
  chosenSource: string | null;
  reason: string;
}

export interface TypeTable extends NamesInThreeLanguages {
  slug: string;
  id: number;
}

export interface TypeEffectivenessTable {
  attacking: string;
  defending: string;
  multiplier: number;
}

export interface SpeciesTable extends NamesInThreeLanguages {
  slug: string;
  pokedexNumber: number;
}

export interface FormTable extends NamesInThreeLanguages {
  slug: string;
  id: number;
  species: string;
  kind: string;
  frenchAlias: string;
  heightDm: number;
  weightHg: number;
  sprite: string | null;
}

export interface FormTypeTable {
  form: string;
  slot: number;
  type: string;
}

export interface FormStatTable {
  form: string;
  stat: string;
  baseValue: number;
}

export interface EvolutionTable {
  fromForm: string;
  toForm: string;
  trigger: string;
  level: number | null;
  item: string | null;
}

export interface MoveTable extends NamesInThreeLanguages {
  slug: string;
  id: number;
  frenchAlias: string;
  type: string;
  category: string;
  power: number | null;
  accuracy: number | null;
  pp: number;
  priority: number;
  descriptionEn: string;
  descriptionFr: string;
}

export interface MachineTable {
  number: number;
  move: string;
}

export interface LearnsetTable {
  form: string;
  move: string;
  learnMethod: string;
  level: number | null;
  origin: string;
  fromForm: string;
}

export interface NatureTable extends NamesInThreeLanguages {
  slug: string;
  position: number;
  increased: string | null;
  decreased: string | null;
}

export interface TrainerTable {
  slug: string;
  position: number;
  nameEn: string;
  nameFr: string;
  roleEn: string;
  roleFr: string;
  locationEn: string;
  locationFr: string;
  version: string;
  battle: string;
}

export interface TrainerPokemonTable {
  trainer: string;
  slot: number;
  form: string;
  level: number;
  nature: string | null;
  confidence: string;
  confidenceReason: string;
  notes: string;
}

export interface TrainerPokemonMoveTable {
  trainer: string;
  slot: number;
  moveSlot: number;
  move: string;
}

export interface TrainerPokemonStatTable {
  trainer: string;
  slot: number;
  stat: string;
  value: number;
}

export interface DatasetTable {
  id: GeneratedAlways<number>;
  scenario: string;
  seed: number;
  nRows: number;
  dataVersion: number;
  codeVersion: string;
  digest: string;
  summary: JSONColumnType<Record<string, unknown>>;
  createdAt: DefaultTime;
}

export interface DatasetFileTable {
  dataset: number;
  path: string;
  nRows: number;
  nBytes: number;
  sha256: string;
}

export interface ModelTable {
  id: GeneratedAlways<number>;
  name: string;
  status: Generated<"candidate" | "promoted" | "retired">;
  dataset: number | null;
  dataVersion: number | null;
  artefact: Uint8Array;
  sha256: string;
  card: JSONColumnType<Record<string, unknown>>;
  metrics: JSONColumnType<Record<string, unknown>>;
  createdAt: DefaultTime;
  promotedAt: Date | null;
}

export interface ModelPromotionTable {
  id: GeneratedAlways<number>;
  model: number;
  previous: number | null;
  reason: string;
  promotedAt: DefaultTime;
}

export interface ModelMatrixTable {
  model: number;
  forms: string[];
  content: Uint8Array;
  createdAt: DefaultTime;
}

export interface TrainingRunTable {
  id: GeneratedAlways<number>;
  status: ColumnType<RunStatus, RunStatus | undefined>;
  dataset: number | null;
  options: JSONColumnType<Record<string, unknown>>;
  metrics: JSONColumnType<Record<string, unknown>, string | undefined>;
  model: number | null;
  outcome: string | null;
  pid: number;
  host: string;
  startedAt: DefaultTime;
  finishedAt: ColumnType<Date | null, never, Date>;
}

export interface LabelRunTable {
  id: GeneratedAlways<number>;
  specDigest: string;
  spec: JSONColumnType<Record<string, unknown>>;
  nShards: number;
  startedAt: DefaultTime;
}

export interface LabelShardTable {
  run: number;
  shard: number;
  nRows: number;
  content: Uint8Array;
  sha256: string;
  worker: string;
  seconds: number;
  finishedAt: DefaultTime;
}

export interface StandardMatrixTable {
  dataVersion: number;
  specDigest: string;
  forms: string[];
  nodes: number;
  rowsDone: number;
  content: Uint8Array;
  updatedAt: DefaultTime;
}

export interface PredictionLogTable {
  id: GeneratedAlways<number>;
  loggedAt: DefaultTime;
  method: "exact" | "search" | "model";
  dataVersion: number;
  model: number | null;
  probability: number;
  input: JSONColumnType<Record<string, unknown>>;
}

export interface ApiKeyTable {
  id: GeneratedAlways<number>;
  name: string;
  keyHash: string;
  scopes: string[];
  createdAt: DefaultTime;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export interface SchemaMigrationTable {
  version: number;
  name: string;
  checksum: string;
  appliedAt: DefaultTime;
}

/** Every table by its TypeScript name; `case-mapping.ts` turns these names into SQL's. */
export interface Tables {
  schemaMigration: SchemaMigrationTable;
  stat: SlugAtPosition;
  moveCategory: SlugAtPosition;
  learnMethod: SlugAtPosition;
  etlRun: EtlRunTable;
  sourceRecord: SourceRecordTable;
  dataVersion: DataVersionTable;
  dataIssue: DataIssueTable;
  type: TypeTable;
  typeEffectiveness: TypeEffectivenessTable;
  species: SpeciesTable;
  form: FormTable;
  formType: FormTypeTable;
  formStat: FormStatTable;
  evolution: EvolutionTable;
  move: MoveTable;
  machine: MachineTable;
  learnset: LearnsetTable;
  nature: NatureTable;
  trainer: TrainerTable;
  trainerPokemon: TrainerPokemonTable;
  trainerPokemonMove: TrainerPokemonMoveTable;
  trainerPokemonStat: TrainerPokemonStatTable;
  dataset: DatasetTable;
  datasetFile: DatasetFileTable;
  model: ModelTable;
  modelPromotion: ModelPromotionTable;
  modelMatrix: ModelMatrixTable;
  trainingRun: TrainingRunTable;
  labelRun: LabelRunTable;
  labelShard: LabelShardTable;
  standardMatrix: StandardMatrixTable;
  predictionLog: PredictionLogTable;
  apiKey: ApiKeyTable;
}
