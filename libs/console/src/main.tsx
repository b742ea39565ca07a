import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from './api/problem';
import './console.css';
import { Failure, Waiting } from './parts/answered';
import { router } from './router';
import { SessionProvider } from './session/session';
import { WordsProvider } from './words/words';

/** A service that is away for a moment is asked again; a refusal stays one. */
const RETRIES = 2;
const FRESH_MS = 5_000;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The browser's opinion of the network is often wrong: the answer tells.
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: FRESH_MS,
      retry: (count, error) => error instanceof Refused && error.problem.status === 503 && count < RETRIES,
    },
  },
});

createRoot(document.getElementById('jejak') as HTMLElement).render(
  <StrictMode>
    <WordsProvider>
      <QueryClientProvider client={queries}>
        <SessionProvider
          waiting={<Waiting />}
          failed={(error, again) => <Failure error={error} again={again} />}
        >
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </WordsProvider>
  </StrictMode>,
);
