import type { PokemonItem } from "@predictiondex/contract";
import { useId } from "react";
import type { Roster } from "../../../api/get-roster.ts";
import { EmptyDisc } from "../../../components/disc.tsx";
import { Icon } from "../../../components/icon.tsx";
import { LevelField } from "../../../components/level-field.tsx";
import { Sprite } from "../../../components/sprite.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import type { FoeKnowledge as Knowledge } from "../battle-url.ts";
import type { Settings } from "../settings-url.ts";
import type { Face, Side } from "../use-battle.ts";
import { FoeKnowledge } from "./foe-knowledge.tsx";
import { MovePickers } from "./move-pickers.tsx";
import { OpponentHits } from "./opponent-hits.tsx";
import { PokemonPicker } from "./pokemon-picker.tsx";
import { SetFields } from "./set-fields.tsx";
import classes from "./side-card.module.css";

interface SideCardProps {
  readonly side: Side;
  readonly roster: Roster | undefined;
  /** Whether level and moves are unfolded; on wide screens they always are. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onPick: (form: PokemonItem) => void;
  readonly onLevel: (level: number) => void;
  readonly onMoves: (moves: readonly string[] | undefined) => void;
  readonly onSettings: (settings: Settings) => void;
  /** For the opponent's card: what is known of its moves. */
  readonly foe?: Knowledge;
  readonly onFoe?: (foe: Knowledge) => void;
  /** For the opponent's card: the answer, which tells what its moves do to you. */
  readonly face?: Face;
}

/** One side: its Pokémon, level and moves. */
export function SideCard(props: SideCardProps) {
  const { side, roster, isOpen, face } = props;
  const { t, language } = useTexts();
  const moreId = useId();
  const isYou = side.key === "a";
  const who = isYou ? t("side.you") : t("side.foe");
  const level = t("side.level.short", { level: side.level });
  return (
    <section
      className={`card ${classes.side}`}
      aria-label={who}
      data-side={side.key}
      data-open={isOpen || undefined}
    >
      <div className={classes.who}>
        {side.form ? (
          <Sprite
            slug={side.form.slug}
            name={nameIn(language, side.form.base_species)}
            types={side.form.types.map(({ slug }) => slug)}
            kind={side.form.form.name}
            size="large"
          />
        ) : (
          <EmptyDisc size="large" />
        )}
        <p className={classes.wide}>
          <b>{who}</b>
          <span>{level}</span>
        </p>
        <button
          className={classes.edit}
          type="button"
          aria-expanded={isOpen}
          aria-controls={moreId}
          onClick={props.onToggle}
        >
          <b>{who}</b>
          <span className={classes.level}>
            {level} <Icon name="down" />
          </span>
          <span className="visually-hidden">{t("side.edit")}</span>
        </button>
      </div>
      <PokemonPicker side={side} roster={roster} onPick={props.onPick} />
      <div className={classes.more} id={moreId}>
        <LevelField
          id={`level-${side.key}`}
          label={t("side.level")}
          labels={{ up: t("side.level.up"), down: t("side.level.down") }}
          value={side.level}
          onChange={props.onLevel}
        />
        {props.foe !== undefined && props.onFoe !== undefined && (
          <FoeKnowledge value={props.foe} onChange={props.onFoe} />
        )}
        <MovePickers side={side} isUnknown={(props.foe ?? "chosen") !== "chosen"} onMoves={props.onMoves} />
        <SetFields side={side} onChange={props.onSettings} />
        {face?.kind === "loading" && <OpponentHits answer={undefined} />}
        {face?.kind === "filled" && <OpponentHits answer={face.answer} />}
      </div>
    </section>
  );
}
