import { registerProblems } from '@jejak/http';

registerProblems({});
