import { A_WINS, type BattleEvent, type Side, TIE } from "@predictiondex/battle/engine";

/** What the protocol calls the stages that a move may change. */
const STAGES: Readonly<Record<string, string>> = {
  attack: "atk",
  defense: "def",
  specialAttack: "spa",
  specialDefense: "spd",
  speed: "spe",
  accuracy: "accuracy",
  evasion: "evasion",
};
const STATUSES: Readonly<Record<string, string>> = {
  burn: "brn",
  freeze: "frz",
  paralysis: "par",
  poison: "psn",
  "bad-poison": "tox",
  sleep: "slp",
};
const HINDRANCES: Readonly<Record<string, string>> = {
  recharges: "recharge",
  asleep: "slp",
  frozen: "frz",
  flinched: "flinch",
  disabled: "Disable",
  taunted: "move: Taunt",
  paralyzed: "par",
};

/**
 * Events as lines of Pokémon Showdown's protocol (sim/SIM-PROTOCOL.md), as far as it has words for them.
 * `names` are the Pokémon's English names.
 */
export function toShowdownProtocol(
  events: readonly BattleEvent[],
  names: Readonly<Record<Side, string>>,
  moveName: (slug: string) => string,
): string[] {
  const who = (side: Side): string => `${side === "a" ? "p1a" : "p2a"}: ${names[side]}`;
  const other = (side: Side): Side => (side === "a" ? "b" : "a");
  return events.flatMap((event): string[] => {
    switch (event.kind) {
      case "turn":
        return [`|turn|${event.turn}`];
      case "move":
        return [`|move|${who(event.side)}|${moveName(event.move)}|${who(other(event.side))}`];
      case "hindered":
        return event.by === "hurtsItself"
          ? [`|-activate|${who(event.side)}|confusion`]
          : [`|cant|${who(event.side)}|${HINDRANCES[event.by] ?? event.by}`];
      case "missed":
        return [`|-miss|${who(event.side)}`];
      case "failed":
      case "blocked":
        return [`|-fail|${who(event.side)}`];
      case "immune":
        return [`|-immune|${who(other(event.side))}`];
      case "critical":
        return [`|-crit|${who(other(event.side))}`];
      case "damage":
      case "heal":
        return [
          `|-${event.kind}|${who(event.side)}|${event.hp === 0 ? "0 fnt" : `${event.hp}/${event.maxHp}`}`,
        ];
      case "status":
        return [`|-status|${who(event.side)}|${STATUSES[event.status] ?? event.status}`];
      case "stage": {
        const word = event.by > 0 ? "-boost" : "-unboost";
        return [`|${word}|${who(event.side)}|${STAGES[event.stage] ?? event.stage}|${Math.abs(event.by)}`];
      }
      case "mega":
        return [`|-mega|${who(event.side)}|${names[event.side]}|`];
      case "fainted":
        return [`|faint|${who(event.side)}`];
      case "end":
        return [event.result === TIE ? "|tie" : `|win|${event.result === A_WINS ? "p1" : "p2"}`];
      default:
        return [];
    }
  });
}
