import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useRef } from "react";

/** Whether single-key shortcuts are on (WCAG 2.1.4: they can be switched off), and how to change it. */
export function useShortcutChoice() {
  const [choice, setChoice] = useLocalStorage<"on" | "off">({
    key: "shortcuts",
    defaultValue: "on",
    getInitialValueInEffect: false,
    serialize: (value) => value,
    deserialize: (value) => (value === "off" ? "off" : "on"),
  });
  return { areOn: choice === "on", setOn: (on: boolean) => setChoice(on ? "on" : "off") };
}

/**
 * Runs an action per key, by the character typed (so that `/` and `?` work on every keyboard) or, for digits, by the
 * key's place. Off in fields, with a modifier, in an open dialog, or when switched off; `Ctrl+K` always works.
 * A page's own keys go before those of the frame around it.
 */
export function useShortcuts(
  actions: Readonly<Record<string, () => void>>,
  of: "page" | "frame" = "page",
): void {
  const { areOn } = useShortcutChoice();
  const latest = useRef({ actions, areOn });
  useEffect(() => {
    latest.current = { actions, areOn };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isSearch = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const key = isSearch ? "Ctrl+K" : keyOf(event);
      const action = latest.current.actions[key];
      if (action === undefined || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (!isSearch && (!latest.current.areOn || isTyping(event) || hasModifier(event))) return;
      event.preventDefault();
      action();
    };
    // The event reaches the window after the document.
    const target = of === "page" ? document : window;
    target.addEventListener("keydown", onKeyDown as EventListener);
    return () => target.removeEventListener("keydown", onKeyDown as EventListener);
  }, [of]);
}

function keyOf(event: KeyboardEvent): string {
  return /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? event.key.toLowerCase();
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable)
  );
}
