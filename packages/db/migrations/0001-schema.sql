-- The vocabulary of the game. These rows are the code's own words and come with the schema.

create table stat (
  slug text primary key,
  position smallint not null unique
);
comment on table stat is 'The six stats of a Pokémon, in the order of every table of the project';
insert into stat (slug, position) values
  ('hp', 1), ('attack', 2), ('defense', 3), ('special-attack', 4), ('special-defense', 5), ('speed', 6);

create table move_category (
  slug text primary key,
  position smallint not null unique
);
comment on table move_category is 'Damage classes of moves';
insert into move_category (slug, position) values ('physical', 1), ('special', 2), ('status', 3);

create table learn_method (
  slug text primary key,
  position smallint not null unique
);
comment on table learn_method is 'Ways for a form to learn a move; tutor is the partners'' alone';
insert into learn_method (slug, position) values ('level-up', 1), ('machine', 2), ('tutor', 3);

comment on table schema_migration is 'Migrations applied, with the SHA-256 of each';

-- The history: runs, their sources, the versions they published.

create table etl_run (
  id integer generated always as identity primary key,
  source text not null,
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'interrupted')),
  forced boolean not null default false,
  pid integer not null,
  host text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  content_digest text,
  cause text,
  check ((status = 'running') = (finished_at is null)),
  check (status <> 'succeeded' or content_digest is not null),
  check (status not in ('failed', 'interrupted') or cause is not null)
);
comment on table etl_run is 'One row per run of the ETL; a succeeded row is what "done" means';
comment on column etl_run.content_digest is 'SHA-256 of the game data that the run produced';
create index etl_run_by_source on etl_run (source, id desc);

create table source_record (
  id integer generated always as identity primary key,
  etl_run integer not null references etl_run on delete cascade,
  source text not null,
  url text not null,
  digest text not null,
  bytes bigint check (bytes >= 0),
  retrieved_at timestamptz not null,
  unique (etl_run, source, url)
);
comment on table source_record is 'What each run read, where from, and the SHA-256 of it';

create table data_version (
  id integer generated always as identity primary key,
  digest text not null,
  source text not null,
  etl_run integer references etl_run on delete set null,
  row_counts jsonb not null,
  published_at timestamptz not null default now()
);
comment on table data_version is 'Published states of the game data; the highest id is the one in the tables now';

create table data_issue (
  id integer generated always as identity primary key,
  etl_run integer not null references etl_run on delete cascade,
  severity text not null check (severity in ('info', 'warning', 'error')),
  subject_table text not null,
  subject text not null,
  field text not null,
  found jsonb not null,
  chosen_source text,
  reason text not null
);
comment on table data_issue is 'Data-quality report: what the sources disagree about or break, who won and why';
comment on column data_issue.found is 'Value by source, such as {"bundled": 40, "pokeapi": 20}';
create index data_issue_by_run on data_issue (etl_run);

-- The game data of the current version.

create table type (
  slug text primary key,
  id smallint not null unique check (id > 0),
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  name_ja text not null check (name_ja <> '')
);
comment on table type is 'The 18 types; id is the first PredictionDex''s';

create table type_effectiveness (
  attacking text not null references type,
  defending text not null references type,
  multiplier real not null check (multiplier in (0, 0.5, 1, 2)),
  primary key (attacking, defending)
);
comment on table type_effectiveness is 'The type chart: 18 × 18 multipliers';

create table species (
  slug text primary key,
  pokedex_number smallint not null unique check (pokedex_number between 1 and 809),
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  name_ja text not null check (name_ja <> '')
);
comment on table species is 'The 153 species; their forms share the National Pokédex number';

create table form (
  slug text primary key,
  id smallint not null unique check (id > 0),
  species text not null references species,
  kind text not null check (kind in ('base', 'alola', 'mega', 'starter')),
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  name_ja text not null check (name_ja <> ''),
  french_alias text not null,
  height_dm smallint not null check (height_dm > 0),
  weight_hg smallint not null check (weight_hg > 0)
);
comment on table form is 'The 188 forms: what a player sends into battle; id is the first PredictionDex''s';
comment on column form.french_alias is 'French name as the first PredictionDex spells it';
create unique index form_one_base_per_species on form (species) where kind = 'base';

create table form_type (
  form text not null references form,
  slot smallint not null check (slot in (1, 2)),
  type text not null references type,
  primary key (form, slot),
  unique (form, type)
);
comment on table form_type is 'One or two types of each form';

create table form_stat (
  form text not null references form,
  stat text not null references stat,
  base_value smallint not null check (base_value between 1 and 255),
  primary key (form, stat)
);
comment on table form_stat is 'Base stats of each form';

create table evolution (
  from_form text not null references form,
  to_form text not null references form,
  trigger text not null check (trigger <> ''),
  level smallint check (level between 1 and 100),
  item text,
  primary key (from_form, to_form),
  check (from_form <> to_form)
);
comment on table evolution is 'Steps of the regional lines of evolution';
create index evolution_by_to_form on evolution (to_form);

create table move (
  slug text primary key,
  id smallint not null unique check (id > 0),
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  name_ja text not null check (name_ja <> ''),
  french_alias text not null,
  type text not null references type,
  category text not null references move_category,
  power smallint check (power between 1 and 250),
  accuracy smallint check (accuracy between 1 and 100),
  pp smallint not null check (pp between 1 and 40),
  priority smallint not null check (priority between -7 and 5),
  description_en text not null,
  description_fr text not null
);
comment on table move is 'The 226 moves with their Let''s Go values; id is the first PredictionDex''s';
comment on column move.power is 'Base power; null where the move has none or computes its own';
comment on column move.accuracy is 'Per cent; null for a move that makes no accuracy check';

create table machine (
  number smallint primary key check (number between 1 and 60),
  move text not null unique references move
);
comment on table machine is 'The 60 technical machines';

create table learnset (
  form text not null references form,
  move text not null references move,
  learn_method text not null references learn_method,
  level smallint check (level between 0 and 100),
  origin text not null check (origin in ('own', 'pre-evolution', 'base-form')),
  from_form text not null references form,
  unique nulls not distinct (form, move, learn_method, level, from_form),
  check ((learn_method = 'level-up') = (level is not null)),
  check ((origin = 'own') = (from_form = form))
);
comment on table learnset is 'Every legal way for a form to have a move, pre-evolutions and Megas resolved';
comment on column learnset.level is '0 = on evolution, 1 = from the start; null unless by level';
comment on column learnset.from_form is 'The form whose own list holds the move';
create index learnset_by_move on learnset (move);
create index learnset_by_from_form on learnset (from_form);

create table nature (
  slug text primary key,
  position smallint not null unique,
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  name_ja text not null check (name_ja <> ''),
  increased text references stat check (increased <> 'hp'),
  decreased text references stat check (decreased <> 'hp'),
  check ((increased is null) = (decreased is null)),
  check (increased <> decreased)
);
comment on table nature is 'The 25 natures and what they raise and lower';

create table trainer (
  slug text primary key,
  position smallint not null unique,
  name_en text not null check (name_en <> ''),
  name_fr text not null check (name_fr <> ''),
  role_en text not null,
  role_fr text not null,
  location_en text not null,
  location_fr text not null,
  version text not null check (version in ('both', 'pikachu', 'eevee')),
  battle text not null
);
comment on table trainer is 'Trainers of the game, one row per battle, in the order of the story';

create table trainer_pokemon (
  trainer text not null references trainer,
  slot smallint not null check (slot between 1 and 6),
  form text not null references form,
  level smallint not null check (level between 1 and 100),
  nature text references nature,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  confidence_reason text not null,
  notes text not null,
  primary key (trainer, slot)
);
comment on table trainer_pokemon is 'A trainer''s team, and how far each row is to be trusted';

create table trainer_pokemon_move (
  trainer text not null,
  slot smallint not null,
  move_slot smallint not null check (move_slot between 1 and 4),
  move text not null references move,
  primary key (trainer, slot, move_slot),
  unique (trainer, slot, move),
  foreign key (trainer, slot) references trainer_pokemon
);
comment on table trainer_pokemon_move is 'Moves of a trainer''s Pokémon; none where no source tells them';

create table trainer_pokemon_stat (
  trainer text not null,
  slot smallint not null,
  stat text not null references stat,
  value smallint not null check (value between 1 and 999),
  primary key (trainer, slot, stat),
  foreign key (trainer, slot) references trainer_pokemon
);
comment on table trainer_pokemon_stat is 'Real stats of a trainer''s Pokémon; none where no source tells them';

create view pokemon as
select
  f.id,
  f.slug,
  s.pokedex_number,
  f.kind,
  f.name_en,
  f.name_fr,
  f.name_ja,
  (select type from form_type t where t.form = f.slug and t.slot = 1) as type_1,
  (select type from form_type t where t.form = f.slug and t.slot = 2) as type_2,
  max(b.base_value) filter (where b.stat = 'hp') as hp,
  max(b.base_value) filter (where b.stat = 'attack') as attack,
  max(b.base_value) filter (where b.stat = 'defense') as defense,
  max(b.base_value) filter (where b.stat = 'special-attack') as special_attack,
  max(b.base_value) filter (where b.stat = 'special-defense') as special_defense,
  max(b.base_value) filter (where b.stat = 'speed') as speed
from form f
join species s on s.slug = f.species
join form_stat b on b.form = f.slug
group by f.slug, s.pokedex_number;
comment on view pokemon is 'Each form on one line, with its types and base stats';

-- What is built from the data. Their slugs are no foreign keys: they outlive a data version.

create table dataset (
  id integer generated always as identity primary key,
  scenario text not null,
  seed bigint not null,
  n_rows bigint not null check (n_rows >= 0),
  data_version integer not null references data_version,
  code_version text not null,
  digest text not null,
  summary jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table dataset is 'Data sets that the builder finished; digest is the SHA-256 over their files'' digests';

create table dataset_file (
  dataset integer not null references dataset on delete cascade,
  path text not null,
  n_rows bigint not null check (n_rows >= 0),
  n_bytes bigint not null check (n_bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (dataset, path)
);
comment on table dataset_file is 'Files of each data set with their checksums';

create table model (
  id integer generated always as identity primary key,
  name text not null unique,
  status text not null default 'candidate' check (status in ('candidate', 'promoted', 'retired')),
  dataset integer references dataset,
  data_version integer references data_version,
  artefact bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  card jsonb not null default '{}',
  metrics jsonb not null default '{}',
  created_at timestamptz not null default now(),
  promoted_at timestamptz
);
comment on table model is 'Model registry: files, cards and metrics; the promoted one is served';
create unique index model_one_promoted on model (status) where status = 'promoted';

create table prediction_log (
  id bigint generated always as identity primary key,
  logged_at timestamptz not null default now(),
  method text not null check (method in ('exact', 'search', 'model')),
  data_version integer not null,
  model integer,
  probability real not null check (probability between 0 and 1),
  input jsonb not null
);
comment on table prediction_log is 'A sample of the predictions served; holds no personal data';
create index prediction_log_by_time on prediction_log (logged_at);

create table api_key (
  id integer generated always as identity primary key,
  name text not null unique,
  key_hash text not null unique,
  scopes text[] not null check (scopes <@ array['read', 'predict', 'admin']),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table api_key is 'Keys of the API; only their hashes are stored';
