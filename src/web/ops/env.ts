/** What the middleware in front of the console tells its handlers. */
export type OpsEnv = {
  Variables: {
    /** Who is signed in; empty on the pages before signing in. */
    operator: string;
    /** The value of the hidden input that every form carries. */
    formToken: string;
  };
};
