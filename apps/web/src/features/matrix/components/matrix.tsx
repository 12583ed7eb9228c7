import { Button } from "@mantine/core";
import type { StoredMatrixResponse } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { useRosterMatrix } from "../../../api/get-roster-matrix.ts";
import { downloadText } from "../../../box/download-text.ts";
import shared from "../../../components/facts-page.module.css";
import { FormPicker } from "../../../components/form-picker.tsx";
import { HeatLegend } from "../../../components/heat-legend.tsx";
import { Segments } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import "../i18n/texts.ts";
import { type MatrixUrl, readPair, readView, ZOOMS } from "../matrix-url.ts";
import { matrixCsv, orderPlaces, SORTS, unpackMatrix } from "../roster-matrix.ts";
import classes from "./matrix.module.css";
import { PairCard } from "./pair-card.tsx";
import { RosterMap } from "./roster-map.tsx";
import { RowTable, StrongestTable } from "./roster-tables.tsx";
import { ZoomTable } from "./zoom-table.tsx";

const route = getRouteApi("/matrix");

/** Who beats whom: all forms against all, as a map, a window of it as a table, and lists. */
export function Matrix() {
  const { t } = useTexts();
  const forms = useForms();
  const stored = useRosterMatrix();
  usePageTitle(t("matrix.title"));
  return (
    <div className={shared.stack}>
      <div>
        <h1>{t("matrix.title")}</h1>
        <p className={shared.lead}>{t("matrix.lead")}</p>
      </div>
      <QueryFaces query={forms} loading={<LoadingMatrix />}>
        {(data) => (
          <QueryFaces
            query={stored}
            loading={<LoadingMatrix />}
            isEmpty={(answer) => answer === null}
            empty={
              <section className="card" role="status">
                <h2>{t("matrix.empty.title")}</h2>
                <p className={shared.lead}>{t("matrix.empty")}</p>
              </section>
            }
          >
            {(answer) => <MatrixView forms={data} stored={answer!} />}
          </QueryFaces>
        )}
      </QueryFaces>
    </div>
  );
}

interface MatrixViewProps {
  readonly forms: Forms;
  readonly stored: StoredMatrixResponse;
}

function MatrixView({ forms, stored }: MatrixViewProps) {
  const { t, language } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const view = readView(url);
  const matrix = useMemo(() => unpackMatrix(stored, forms), [stored, forms]);
  const order = useMemo(() => orderPlaces(matrix, view.sort), [matrix, view.sort]);
  const { row, column } = readPair(url, matrix, order);
  const change = (changes: { readonly [Key in keyof MatrixUrl]?: string | undefined }, replace: boolean) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value !== undefined)),
      replace,
      resetScroll: false,
    });
  const slugAt = (at: number) => matrix.forms[order[at]!]!.slug;
  const choose = (toRow: number, toColumn: number, replace: boolean) =>
    change({ at: slugAt(toRow), vs: slugAt(toColumn) }, replace);
  const own = matrix.forms[order[row]!]!;
  const zoomBy = (step: number) => {
    const next = ZOOMS[ZOOMS.indexOf(view.zoom) + step];
    if (next !== undefined)
      change({ z: next === 1 ? undefined : String(next), at: own.slug, vs: slugAt(column) }, true);
  };
  const parts = { matrix, order, row, column };
  return (
    <>
      <div className={classes.tools}>
        <Segments
          label={t("matrix.sort")}
          value={view.sort}
          options={SORTS.map((sort) => ({ value: sort, text: t(`matrix.sort.${sort}`) }))}
          onChange={(sort) => change({ sort: sort === "strength" ? undefined : sort }, false)}
        />
        <div className={classes.find}>
          <FormPicker
            id="matrix-find"
            label={t("matrix.find")}
            placeholder={t("matrix.find")}
            forms={forms}
            value={own}
            onPick={({ slug }) => change({ at: slug, vs: slugAt(column) }, false)}
          />
        </div>
      </div>
      <PairCard {...parts} />
      <div className={classes.maps}>
        <section className="card" aria-labelledby="map-title">
          <div className={shared.head}>
            <h2 id="map-title">{t("matrix.map")}</h2>
            <div className={classes.zoom}>
              <Button
                variant="default"
                aria-label={t("matrix.zoom.out")}
                disabled={view.zoom === 1}
                onClick={() => zoomBy(-1)}
              >
                −
              </Button>
              <Button
                variant="default"
                aria-label={t("matrix.zoom.in")}
                disabled={view.zoom === ZOOMS.at(-1)}
                onClick={() => zoomBy(1)}
              >
                +
              </Button>
            </div>
          </div>
          <RosterMap {...parts} zoom={view.zoom} onChoose={choose} onZoom={zoomBy} />
          <HeatLegend low={t("matrix.sure.loss")} high={t("matrix.sure.win")} />
          <p className={classes.note}>{t("matrix.map.keys")}</p>
        </section>
        <section className="card" aria-labelledby="zoom-title">
          <div className={shared.head}>
            <h2 id="zoom-title">{t("matrix.window", { name: own.names[language] })}</h2>
            <Button
              variant="default"
              className={classes.csv}
              onClick={() =>
                downloadText(
                  "matrix.csv",
                  "text/csv",
                  matrixCsv(matrix, order, ({ names }) => names[language]),
                )
              }
            >
              {t("matrix.csv")}
            </Button>
          </div>
          <ZoomTable {...parts} onChoose={choose} />
        </section>
      </div>
      <section className="card" aria-labelledby="tables-title">
        <div className={shared.head}>
          <h2 id="tables-title">{t("matrix.tables")}</h2>
          <Segments
            label={t("matrix.tables")}
            value={view.table}
            options={[
              { value: "strongest", text: t("matrix.tables.strongest") },
              { value: "row", text: t("matrix.tables.row", { name: own.names[language] }) },
            ]}
            onChange={(table) => change({ table: table === "row" ? "row" : undefined }, false)}
          />
        </div>
        {view.table === "row" ? (
          <RowTable matrix={matrix} place={order[row]!} />
        ) : (
          <StrongestTable
            matrix={matrix}
            onPick={(place) => change({ at: matrix.forms[place]!.slug, table: "row" }, false)}
          />
        )}
      </section>
    </>
  );
}

/** Grey squares where the map and its window will be, of the same sizes. */
function LoadingMatrix() {
  return (
    <div className={classes.loading}>
      <Skeleton height="2.75rem" />
      <Skeleton height="6.5rem" />
      <div className={classes.maps}>
        <Skeleton className={classes.loadingMap} />
        <Skeleton className={classes.loadingMap} />
      </div>
    </div>
  );
}
