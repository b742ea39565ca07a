import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { EndpointName } from '../api/endpoints';
import { type PublishedFile, readPublished } from '../api/published';
import { request } from '../api/request';
import { useBearing } from '../session/session';
import { useWord } from '../words/words';
import { Status } from './status';
import { Table } from './table';

const PAGE = 50;

/** The bytes of one published version, which never change. */
export const usePublished = (
  endpoint: EndpointName,
  id: string,
  version: number | undefined,
): UseQueryResult<PublishedFile> => {
  const bearing = useBearing();
  return useQuery({
    queryKey: [endpoint, id, version],
    queryFn: async ({ signal }) => {
      const asked = { path: { id, version: String(version) }, signal };
      return readPublished(await (await request(endpoint, bearing, asked)).arrayBuffer());
    },
    enabled: version !== undefined,
    staleTime: Infinity,
  });
};

/** Whether the bytes that came are those that were published: computed in the reader's own browser. */
export const HashCheck = ({ file, sha256 }: { readonly file: PublishedFile; readonly sha256: string }) => {
  const word = useWord();
  return (
    <p role="status">
      {file.sha256 === sha256 ? (
        <Status kind="ok" label={word('data.hashSame')} />
      ) : (
        <Status kind="bad" label={word('data.hashDifferent')} />
      )}{' '}
      <code className="small">SHA-256 {file.sha256}</code>
    </p>
  );
};

/** The rows of a published file, fifty at a time. */
export const PublishedTable = ({
  caption,
  columns,
  rows,
  label = (column) => column,
  more,
}: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly label?: (column: string) => string;
  /** A last cell of each row. */
  readonly more?: { readonly label: string; readonly cell: (row: readonly string[]) => ReactNode };
}) => {
  const word = useWord();
  const [shown, show] = useState(PAGE);
  return (
    <>
      <Table
        caption={caption}
        head={[
          ...columns.map((column) => ({ label: label(column) })),
          ...(more ? [{ label: more.label }] : []),
        ]}
      >
        {rows.slice(0, shown).map((row, at) => (
          <tr key={`${row[0] ?? ''} ${at}`}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={column} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={column}>{cell === '' ? '–' : cell}</td>
              ),
            )}
            {more ? <td>{more.cell(row)}</td> : null}
          </tr>
        ))}
      </Table>
      {rows.length > shown ? (
        <button type="button" className="button" onClick={() => show(shown + PAGE)}>
          {word('data.more', { left: rows.length - shown })}
        </button>
      ) : null}
    </>
  );
};
