import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../i18n/i18n.ts";
import classes from "./combo-box.module.css";
import { Icon } from "./icon.tsx";

/** Letters from which on a name is set smaller where fields stand side by side on a phone. */
const LONG_TEXT = 11;

interface ComboBoxProps<T> {
  /** Id of the input. */
  readonly id: string;
  readonly label: string;
  readonly value: T | undefined;
  /** The options for what is typed, best first; all for an empty query. */
  readonly search: (query: string) => readonly T[];
  readonly keyOf: (option: T) => string;
  /** The option's name, as the closed field shows it. */
  readonly textOf: (option: T) => string;
  readonly renderOption: (option: T) => ReactNode;
  readonly onPick: (option: T) => void;
  readonly placeholder?: string;
  /** Stands before the text in the field; decorative. */
  readonly leading?: ReactNode;
  /** The list's edge that lines up with the field's. */
  readonly align?: "start" | "end";
  /** Text of a last option that empties the field; none without `onClear`. */
  readonly clearText?: string;
  readonly onClear?: () => void;
  /** Stands beside another on a phone, so that a long name is set smaller there. */
  readonly isNarrow?: boolean;
  /** Nothing can be picked yet. */
  readonly isLoading?: boolean;
}

/**
 * A field with a list to pick from, by the ARIA combobox pattern (list autocomplete, focus stays in the field).
 * Our own: Mantine's leaves `aria-activedescendant` behind when the list is filtered.
 */
export function ComboBox<T>(props: ComboBoxProps<T>) {
  const { id, label, value, search, keyOf, textOf, renderOption, onPick, onClear, clearText } = props;
  const { t } = useTexts();
  const listId = useId();
  const activeOption = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const options = isOpen ? search(query ?? "") : [];
  const canClear = onClear !== undefined && value !== undefined && (query ?? "") === "";
  const text = value === undefined ? "" : textOf(value);
  const count = options.length + (isOpen && canClear ? 1 : 0);

  useEffect(() => {
    if (isOpen && active >= 0) activeOption.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, active]);

  const open = () => {
    if (isOpen) return;
    setIsOpen(true);
    setActive(value === undefined ? 0 : search("").findIndex((option) => keyOf(option) === keyOf(value)));
  };
  const close = () => {
    setIsOpen(false);
    setQuery(undefined);
  };
  const pick = (index: number) => {
    const option = options[index];
    close();
    if (option !== undefined) onPick(option);
    else if (index === options.length && canClear) onClear();
  };
  const move = (step: number) => {
    if (!isOpen) return open();
    if (count > 0) setActive((active + step + count) % count);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case "ArrowDown":
        move(1);
        break;
      case "ArrowUp":
        move(-1);
        break;
      case "PageDown":
        if (isOpen) setActive(Math.min(count - 1, active + 8));
        break;
      case "PageUp":
        if (isOpen) setActive(Math.max(0, active - 8));
        break;
      case "Enter":
        if (isOpen) pick(active);
        else open();
        break;
      case "Escape":
        if (!isOpen) return;
        close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const optionProps = (index: number) => ({
    id: `${listId}-${index}`,
    role: "option",
    tabIndex: -1,
    className: classes.option,
    "aria-selected": index === active,
    ref: index === active ? activeOption : undefined,
    onClick: () => pick(index),
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
  });

  return (
    <div
      className={classes.box}
      data-align={props.align}
      data-narrow={props.isNarrow || undefined}
      data-long={text.length > LONG_TEXT || undefined}
      data-filled={(value !== undefined && query === undefined) || undefined}
      data-leading={props.leading !== undefined || undefined}
    >
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      {props.leading !== undefined && query === undefined && (
        <span className={classes.leading}>{props.leading}</span>
      )}
      <input
        id={id}
        className={classes.input}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && active >= 0 && active < count ? `${listId}-${active}` : undefined}
        aria-busy={props.isLoading || undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        placeholder={props.placeholder}
        value={query ?? text}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onClick={open}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <span className={classes.chevron}>
        <Icon name="down" />
      </span>
      {isOpen && (
        <div className={classes.list} id={listId} role="listbox" aria-label={label}>
          {options.map((option, index) => (
            <div key={keyOf(option)} {...optionProps(index)}>
              {renderOption(option)}
            </div>
          ))}
          {canClear && (
            <div {...optionProps(options.length)}>
              <span className={classes.clear}>{clearText}</span>
            </div>
          )}
          {count === 0 && (
            <div
              className={classes.nothing}
              role="option"
              aria-selected="false"
              aria-disabled="true"
              tabIndex={-1}
            >
              {props.isLoading ? t("picker.loading") : t("picker.nothing", { query: query ?? "" })}
            </div>
          )}
        </div>
      )}
      {isOpen && query !== undefined && (
        <span className="visually-hidden" role="status">
          {t("picker.results", { count: options.length })}
        </span>
      )}
    </div>
  );
}
