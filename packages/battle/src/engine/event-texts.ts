import type { Text, Type } from "@predictiondex/core";

/** A sentence with {places} in both languages. */
export type Phrase = Text;

/** What is said when a volatile effect begins and ends; nothing where it shows otherwise. */
export interface EffectText {
  readonly starts?: Phrase;
  readonly ends?: Phrase;
}

const text = (en: string, fr: string): Phrase => ({ en, fr });

export const ATTACKS_TEXT: Phrase = text("{name} used {move}!", "{name} utilise {move} !");

export const TEXTS = {
  turn: text("Turn {turn}", "Tour {turn}"),
  missed: text("{name}'s attack missed!", "{name} rate son attaque !"),
  failed: text("But it failed!", "Mais cela échoue !"),
  immune: text("It has no effect.", "Ça n’a aucun effet."),
  blocked: text("The foe protected itself!", "L’adversaire se protège !"),
  critical: text("A critical hit!", "Coup critique !"),
  charges: text("{name} is getting ready!", "{name} se prépare !"),
  substituteHit: text("The substitute took the hit!", "Le clone prend le coup !"),
  superEffective: text("It's super effective!", "C’est super efficace !"),
  resisted: text("It's not very effective…", "Ce n’est pas très efficace…"),
  oneHitKo: text("It's a one-hit KO!", "K.O. en un coup !"),
  nothing: text("But nothing happened!", "Mais rien ne se passe !"),
  hits: text("Hit {count} time(s)!", "Touché {count} fois !"),
  damage: text("{name} lost {amount} HP ({hp}/{maxHp}).", "{name} perd {amount} PV ({hp}/{maxHp})."),
  heal: text("{name} regained {amount} HP ({hp}/{maxHp}).", "{name} regagne {amount} PV ({hp}/{maxHp})."),
  cured: text("{name} is healthy again.", "{name} est guéri."),
  transformed: text("{name} transformed into its foe!", "{name} prend l’apparence de son adversaire !"),
  confused: text("{name} is confused!", "{name} est confus !"),
  stagesReset: text(
    "{name}'s stat changes were removed.",
    "Les changements de stats de {name} sont annulés.",
  ),
  typeChanged: text("{name} became the {type} type!", "{name} prend le type {type} !"),
  mimics: text("{name} learned {move}!", "{name} apprend {move} !"),
  stealthRock: text(
    "Pointed stones float around {name}'s side!",
    "Des pierres pointues lévitent autour du camp de {name} !",
  ),
  choice: text("{player} sends out {name}!", "{player} envoie {name} !"),
  replacement: text("{player} sends out {name}!", "{player} envoie {name} !"),
  drag: text("{name} was dragged out!", "{name} est traîné de force au combat !"),
  benchCured: text("{name} is healthy again.", "{name} est guéri."),
  mega: text("{name} Mega Evolved!", "{name} méga-évolue !"),
  fainted: text("{name} fainted!", "{name} est K.O. !"),
  rises: text("{name}'s {stage} rose by {by}.", "{name} : {stage} +{by}."),
  falls: text("{name}'s {stage} fell by {by}.", "{name} : {stage} −{by}."),
  wins: text("{name} wins!", "{name} gagne !"),
  tie: text("The battle ends in a tie.", "Le combat se termine par une égalité."),
} as const;

/** What takes HP besides the foe's hits. */
export const LOSS_TEXTS = {
  recoil: text(
    "{name} lost {amount} HP to recoil ({hp}/{maxHp}).",
    "{name} perd {amount} PV par le contrecoup ({hp}/{maxHp}).",
  ),
  crash: text(
    "{name} crashed and lost {amount} HP ({hp}/{maxHp}).",
    "{name} s’écrase et perd {amount} PV ({hp}/{maxHp}).",
  ),
  confusion: text(
    "{name} lost {amount} HP in its confusion ({hp}/{maxHp}).",
    "{name} perd {amount} PV dans sa confusion ({hp}/{maxHp}).",
  ),
  substitute: text(
    "{name} gave {amount} HP to the substitute ({hp}/{maxHp}).",
    "{name} donne {amount} PV au clone ({hp}/{maxHp}).",
  ),
  selfDestruct: text("{name} gave its last {amount} HP.", "{name} y laisse ses {amount} derniers PV."),
  leechSeed: text(
    "Leech Seed drained {amount} HP from {name} ({hp}/{maxHp}).",
    "Vampigraine prend {amount} PV à {name} ({hp}/{maxHp}).",
  ),
  poison: text(
    "{name} lost {amount} HP to poison ({hp}/{maxHp}).",
    "{name} perd {amount} PV par le poison ({hp}/{maxHp}).",
  ),
  burn: text(
    "{name} lost {amount} HP to its burn ({hp}/{maxHp}).",
    "{name} perd {amount} PV par sa brûlure ({hp}/{maxHp}).",
  ),
  trap: text(
    "{name} lost {amount} HP to the binding move ({hp}/{maxHp}).",
    "{name} perd {amount} PV, pris au piège ({hp}/{maxHp}).",
  ),
  stealthRock: text(
    "Pointed stones took {amount} HP from {name} ({hp}/{maxHp}).",
    "Les pierres pointues prennent {amount} PV à {name} ({hp}/{maxHp}).",
  ),
} as const;

export const TYPE_WORDS = {
  normal: text("Normal", "Normal"),
  fighting: text("Fighting", "Combat"),
  flying: text("Flying", "Vol"),
  poison: text("Poison", "Poison"),
  ground: text("Ground", "Sol"),
  rock: text("Rock", "Roche"),
  bug: text("Bug", "Insecte"),
  ghost: text("Ghost", "Spectre"),
  steel: text("Steel", "Acier"),
  fire: text("Fire", "Feu"),
  water: text("Water", "Eau"),
  grass: text("Grass", "Plante"),
  electric: text("Electric", "Électrik"),
  psychic: text("Psychic", "Psy"),
  ice: text("Ice", "Glace"),
  dragon: text("Dragon", "Dragon"),
  dark: text("Dark", "Ténèbres"),
  fairy: text("Fairy", "Fée"),
} as const satisfies Record<Type, Phrase>;

export const HINDRANCE_TEXTS = {
  recharges: text("{name} must recharge!", "{name} doit se recharger !"),
  asleep: text("{name} is fast asleep.", "{name} dort profondément."),
  frozen: text("{name} is frozen solid!", "{name} est gelé !"),
  flinched: text("{name} flinched!", "{name} a la trouille !"),
  disabled: text("{name}'s move is disabled!", "La capacité de {name} est sous entrave !"),
  taunted: text(
    "{name} can't use the move after the taunt!",
    "{name} ne peut pas utiliser cette capacité après la provocation !",
  ),
  hurtsItself: text("{name} hurt itself in its confusion!", "{name} est confus et se blesse !"),
  paralyzed: text("{name} is paralyzed and can't move!", "{name} est paralysé et ne peut pas attaquer !"),
  noPp: text("{name} has no PP left for {move}!", "{name} n’a plus de PP pour {move} !"),
  bides: text("{name} is storing energy!", "{name} se concentre !"),
} as const;

export const STATUS_TEXTS = {
  burn: text("{name} was burned!", "{name} est brûlé !"),
  paralysis: text("{name} is paralyzed!", "{name} est paralysé !"),
  sleep: text("{name} fell asleep!", "{name} s’endort !"),
  freeze: text("{name} was frozen!", "{name} est gelé !"),
  poison: text("{name} was poisoned!", "{name} est empoisonné !"),
  "bad-poison": text("{name} was badly poisoned!", "{name} est gravement empoisonné !"),
} as const;

export const STAGE_WORDS = {
  attack: text("Attack", "Attaque"),
  defense: text("Defense", "Défense"),
  specialAttack: text("Special Attack", "Attaque Spéciale"),
  specialDefense: text("Special Defense", "Défense Spéciale"),
  speed: text("Speed", "Vitesse"),
  accuracy: text("accuracy", "Précision"),
  evasion: text("evasion", "Esquive"),
} as const;

/** By number of the effect, as in layout.ts. */
export const EFFECT_TEXTS: readonly EffectText[] = [
  {},
  {
    starts: text("{name} protected itself!", "{name} se protège !"),
    ends: text("{name}'s protection was broken!", "La protection de {name} est brisée !"),
  },
  {},
  { starts: text("{name} goes on a rampage!", "{name} se déchaîne !") },
  {},
  {},
  { starts: text("{name} will have to recharge.", "{name} devra se recharger.") },
  {
    starts: text("{name} is storing energy!", "{name} accumule de l’énergie !"),
    ends: text("{name} unleashed its energy!", "{name} libère son énergie !"),
  },
  {},
  {},
  {},
  { starts: text("{name} was seeded!", "{name} est infecté !") },
  {
    starts: text("{name} was trapped!", "{name} est piégé !"),
    ends: text("{name} was freed.", "{name} est libéré."),
  },
  {
    starts: text("{name}'s last move was disabled!", "La dernière capacité de {name} est entravée !"),
    ends: text("{name}'s move works again.", "La capacité de {name} n’est plus entravée."),
  },
  {
    starts: text("{name} got an encore!", "{name} fait un encore !"),
    ends: text("{name}'s encore ended.", "L’encore de {name} prend fin."),
  },
  {
    starts: text("{name} fell for the taunt!", "{name} répond à la provocation !"),
    ends: text("{name} shook off the taunt.", "{name} n’est plus provoqué."),
  },
  { starts: text("{name} grew drowsy!", "{name} somnole !") },
  { starts: text("{name} landed.", "{name} se pose.") },
  {
    starts: text("{name} became confused!", "{name} devient confus !"),
    ends: text("{name} is no longer confused.", "{name} n’est plus confus."),
  },
  {
    starts: text("{name} put up a substitute!", "{name} crée un clone !"),
    ends: text("{name}'s substitute broke!", "Le clone de {name} disparaît !"),
  },
  { starts: text("{name} is getting pumped!", "{name} se gonfle à bloc !") },
  {},
  {},
  { starts: text("{name} is building up rage!", "{name} entre en rage !") },
  {},
];

/** Reflect, Light Screen, Mist. */
export const SCREEN_TEXTS: readonly EffectText[] = [
  {
    starts: text("Reflect guards {name}'s side.", "Protection couvre le camp de {name}."),
    ends: text("{name}'s Reflect wore off.", "La Protection de {name} prend fin."),
  },
  {
    starts: text("Light Screen guards {name}'s side.", "Mur Lumière couvre le camp de {name}."),
    ends: text("{name}'s Light Screen wore off.", "Le Mur Lumière de {name} prend fin."),
  },
  {
    starts: text("Mist covers {name}'s side.", "La Brume couvre le camp de {name}."),
    ends: text("{name}'s Mist wore off.", "La Brume de {name} se dissipe."),
  },
];
