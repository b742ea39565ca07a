import { useMutation } from '@tanstack/react-query';
import type { EndpointName } from '../api/endpoints';
import { type Asked, request } from '../api/request';
import { useBearing } from '../session/session';
import { useWord } from '../words/words';
import { Failure } from './answered';

/** Fetches a file under the role that is shown, and hands it to the browser to keep. */
export const Download = ({
  endpoint,
  asked,
  name,
  label,
}: {
  readonly endpoint: EndpointName;
  readonly asked: Asked;
  readonly name: string;
  readonly label: string;
}) => {
  const word = useWord();
  const bearing = useBearing();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const file = await (await request(endpoint, bearing, asked)).blob();
      const url = URL.createObjectURL(file);
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      URL.revokeObjectURL(url);
    },
  });
  return (
    <>
      <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
        {isPending ? word('waiting.begun') : label}
      </button>
      {error ? <Failure error={error} /> : null}
    </>
  );
};
