import { type EvidenceScope, serveEvidence } from '../../lib/platform/evidence-worker.ts';

serveEvidence(self as unknown as EvidenceScope);
