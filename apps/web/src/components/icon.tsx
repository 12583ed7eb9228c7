import classes from "./icon.module.css";

const PATHS = {
  swap: "M4 8h15l-4-4M20 16H5l4 4",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  copy: "M11 8.5h6a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-6A2.5 2.5 0 0 1 8.5 17v-6A2.5 2.5 0 0 1 11 8.5M15.5 5.5a2 2 0 0 0-2-2h-7a3 3 0 0 0-3 3v7a2 2 0 0 0 2 2",
  down: "m6 9 6 6 6-6",
  right: "m9 6 6 6-6 6",
  star: "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  minus: "M6 12h12",
  plus: "M6 12h12M12 6v12",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5",
  menu: "M4 7h16M4 12h16M4 17h16",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m5 11.5 4.5 4.5",
  play: "M8 5.5v13l10.5-6.5Z",
  edit: "M15 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4M9 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4M4 8h9M17 8h3M4 16h3M11 16h9",
  ask: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.7v.1",
  theme: "M12 4a8 8 0 1 0 0 16V4",
} as const;

/** Name of a drawn sign. */
export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
}

/** A decorative sign in the colour of the text; its meaning always stands beside it in words or in a label. */
export function Icon({ name }: IconProps) {
  return (
    <svg className={classes.icon} data-icon={name} viewBox="0 0 24 24" aria-hidden="true">
      {name === "theme" && <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />}
      <path d={PATHS[name]} />
    </svg>
  );
}
