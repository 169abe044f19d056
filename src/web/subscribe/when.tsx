import type { ReactElement } from 'react';
import type { FormTerms } from '../../core/sign-up/form.ts';
import { blamed, Choices, Labelled, type Problems, Select } from './fields.tsx';
import { zoneGroups, zoneName } from './zones.ts';

const KINDS = [
  { value: 'daily', text: 'Every day' },
  { value: 'weekdays', text: 'Monday to Friday' },
  { value: 'weekly', text: 'Once a week' },
  { value: 'instant', text: 'As soon as something is known' },
];

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When mail comes: how often, on which day, at which hour, on whose clocks. */
export function WhenFields(props: {
  readonly terms: FormTerms;
  readonly problems: Problems;
}): ReactElement {
  const { terms, problems } = props;
  const { schedule } = terms;
  const weekday = schedule.kind === 'weekly' ? schedule.weekday : 1;
  const time = schedule.kind === 'instant' ? '08:00' : schedule.time;
  return (
    <div className="timing">
      <Choices
        field="when"
        legend="When"
        kind="radio"
        choices={KINDS}
        chosen={[schedule.kind]}
        problems={problems}
      />
      <div className="settings">
        <Select
          field="weekday"
          label="Day"
          className="weekday"
          choices={DAYS.map((text, index) => ({ value: String(index + 1), text }))}
          chosen={String(weekday)}
          problems={problems}
        />
        <Labelled field="time" label="Time" className="time" problems={problems}>
          <input
            id="time"
            name="time"
            type="time"
            required
            defaultValue={time}
            {...blamed(problems, 'time')}
          />
        </Labelled>
        <ZoneField zone={terms.zone} problems={problems} />
      </div>
    </div>
  );
}

/** Nothing is chosen beforehand: a guessed zone would be an hour or ten off, and nobody would notice until it is. */
function ZoneField(props: { readonly zone: string; readonly problems: Problems }): ReactElement {
  const { zone, problems } = props;
  return (
    <Labelled field="zone" label="Time zone" className="zone" problems={problems}>
      <select id="zone" name="zone" required defaultValue={zone} {...blamed(problems, 'zone')}>
        <option value="">Choose your time zone</option>
        {zoneGroups(zone).map(({ title, zones }) => (
          <optgroup key={title} label={title}>
            {zones.map((one) => (
              <option key={one} value={one}>
                {zoneName(one)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Labelled>
  );
}
