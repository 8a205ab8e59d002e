// Load idem.js in your page first: <script src="https://YOUR_IDEM/idem.js"></script>
import { useState } from 'react';

/**
 * @param publishableKey pk_…
 * @param createSession asks your server for a session, and returns its client_secret
 */
export function VerifyButton({ publishableKey, createSession, onSubmitted }) {
  const [problem, setProblem] = useState(null);
  const verify = async () => {
    setProblem(null);
    const { error } = await window.Idem(publishableKey).verifyIdentity(await createSession());
    if (error) setProblem(error.message);
    // Submitted is not verified: your server learns the result from the webhook.
    else onSubmitted();
  };
  return (
    <>
      <button type="button" onClick={verify}>
        Verify my identity
      </button>
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}
