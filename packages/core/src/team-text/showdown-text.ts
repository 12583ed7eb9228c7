import { STATS, type Stat } from "../vocabulary.ts";
import {
  createMemberReader,
  type Draft,
  finishDraft,
  type MemberReader,
  startDraft,
} from "./member-reader.ts";
import {
  MEMBER_DEFAULTS,
  SHOWDOWN_LEVEL,
  SHOWDOWN_STATS,
  type TeamMember,
  type TeamReading,
  type TeamVocabulary,
} from "./team-member.ts";

// Pokémon Showdown's text of a team: a head line, lines of facts, a line for each move, sets parted by empty lines.
// In its Let's Go formats the line `EVs:` holds the awakening values (its validator: "AVs", 0–200).

/** Lines that Let's Go has no use for. */
const IGNORED = /^(ability|shiny|pok[eé] ?ball|hidden power|dynamax level|gigantamax|tera type|gender)\s*:/i;
const STAT_WORDS: Readonly<Record<string, Stat>> = {
  hp: "hp",
  ...{ atk: "attack", attack: "attack" },
  ...{ def: "defense", defense: "defense" },
  ...{ spa: "specialAttack", spatk: "specialAttack", specialattack: "specialAttack" },
  ...{ spd: "specialDefense", spdef: "specialDefense", specialdefense: "specialDefense" },
  ...{ spe: "speed", speed: "speed" },
};

/** Reads Showdown's team text; names count in every language. A set without a level is at 100, as there. */
export function parseTeamText(text: string, vocabulary: TeamVocabulary): TeamReading {
  const reader = createMemberReader(vocabulary);
  const members: TeamMember[] = [];
  let draft: Draft | undefined;
  let faultsBefore = 0;
  const close = (): void => {
    if (draft === undefined) return;
    reader.checkMoves(draft);
    const member = finishDraft(draft);
    if (member !== undefined && reader.faults.length === faultsBefore) members.push(member);
    draft = undefined;
  };
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const words = raw.replace(/^\uFEFF/, "").trim();
    if (words === "" || words === "---" || words.startsWith("===")) close();
    else if (draft !== undefined) readLine(reader, draft, line, words);
    else {
      faultsBefore = reader.faults.length;
      draft = startDraft(line, SHOWDOWN_LEVEL);
      readHead(reader, draft, line, words);
    }
  }
  close();
  return { members, faults: reader.faults.toSorted((left, right) => left.line - right.line) };
}

/** Writes Showdown's team text, defaults left out, AVs in the line `EVs:` as its Let's Go formats have it. */
export function formatTeamText(members: readonly TeamMember[], vocabulary: TeamVocabulary): string {
  const nameOf = (items: TeamVocabulary["moves"], slug: string): string =>
    items.find((item) => item.slug === slug)?.names.en ?? slug;
  return members
    .map((member) => {
      const species = showdownSpecies(member.form, nameOf(vocabulary.forms, member.form));
      const { nickname, level, friendship, nature } = member;
      const lines = [
        nickname === undefined ? species : `${nickname} (${species})`,
        ...(level === SHOWDOWN_LEVEL ? [] : [`Level: ${level}`]),
        ...(friendship === MEMBER_DEFAULTS.friendship ? [] : [`Happiness: ${friendship}`]),
        ...statLine("EVs", member.avs, 0),
        ...(nature === undefined ? [] : [`${nameOf(vocabulary.natures, nature)} Nature`]),
        ...statLine("IVs", member.ivs, 31),
        ...member.moves.map((move) => `- ${nameOf(vocabulary.moves, move)}`),
      ];
      return `${lines.join("\n")}\n`;
    })
    .join("\n");
}

/** `Nickname (Species) (F) @ Item`: all but the species may be missing. */
function readHead(reader: MemberReader, draft: Draft, line: number, words: string): void {
  const named = words.replace(/ @ .*$/, "").replace(/\s*\([MFN]\)$/i, "");
  const [, nickname, inner] = /^(.*\S)\s*\(([^()]+)\)$/.exec(named) ?? [];
  draft.form = reader.form(line, inner ?? named);
  const isNickname = nickname !== undefined && nickname !== inner;
  if (isNickname) draft.nickname = nickname;
}

function readLine(reader: MemberReader, draft: Draft, line: number, words: string): void {
  const move = /^[-–—•*~]\s*(.+)$/.exec(words)?.[1];
  if (move !== undefined) {
    reader.move(line, draft, move);
    return;
  }
  const nature = /^(.+?)\s+nature\b/i.exec(words)?.[1] ?? /^nature\s*:\s*(.+)$/i.exec(words)?.[1];
  if (nature !== undefined) {
    draft.nature = reader.nature(line, nature);
    return;
  }
  const [, key = "", value = ""] = /^([^:]+?)\s*:\s*(.*)$/.exec(words) ?? [];
  switch (key.toLowerCase()) {
    case "level":
      draft.level = reader.number(line, "level", value) ?? draft.level;
      return;
    case "happiness":
    case "friendship":
      draft.friendship = reader.number(line, "friendship", value) ?? draft.friendship;
      return;
    case "evs":
    case "avs":
      readStats(reader, draft, line, "avs", value);
      return;
    case "ivs":
      readStats(reader, draft, line, "ivs", value);
      return;
    default:
      if (!IGNORED.test(words))
        reader.blame(line, `“${words}” is not understood`, `« ${words} » n’est pas compris`);
  }
}

/** `252 Atk / 4 SpD`. */
function readStats(
  reader: MemberReader,
  draft: Draft,
  line: number,
  field: "ivs" | "avs",
  value: string,
): void {
  for (const part of value.split("/").map((each) => each.trim())) {
    if (part === "") continue;
    const [, amount = "", word = ""] = /^(\S+)\s*(.*)$/.exec(part) ?? [];
    const stat = STAT_WORDS[word.toLowerCase().replaceAll(/[ .]/g, "")];
    if (stat === undefined) {
      const known = Object.values(SHOWDOWN_STATS).join(", ");
      reader.blame(
        line,
        `“${part}” names no stat; expected one of ${known}`,
        `« ${part} » ne nomme aucune statistique ; attendu : ${known}`,
      );
      continue;
    }
    draft[field][stat] = reader.number(line, field, amount, SHOWDOWN_STATS[stat]) ?? draft[field][stat];
  }
}

function statLine(title: string, values: TeamMember["ivs"], usual: number): readonly string[] {
  const told = STATS.filter((stat) => values[stat] !== usual);
  if (told.length === 0) return [];
  return [`${title}: ${told.map((stat) => `${values[stat]} ${SHOWDOWN_STATS[stat]}`).join(" / ")}`];
}

/** Showdown's name of a form, by its slug and English name: `Raichu-Alola`, `Charizard-Mega-X`, `Nidoran-F`. */
export function showdownSpecies(slug: string, english: string): string {
  if (!/-(alola|mega|starter)(-|$)/.test(slug)) return english.replace("♀", "-F").replace("♂", "-M");
  return slug.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
